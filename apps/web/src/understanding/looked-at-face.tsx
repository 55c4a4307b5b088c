import { formatScore } from '#format/rate.ts'
import { PairPicture } from '#results/pair-picture.tsx'
import type { PersonLooks } from '#trpc/outputs.ts'

const stateLabels = { unmasked: 'Without a mask', masked: 'With a mask' } as const

/** A face, what covering its places costs, and where attention goes. */
export function LookedAtFace({ face, person }: { face: PersonLooks['faces'][number]; person: string }) {
  const { state, photo, look } = face
  const { occlusion, attention } = look
  const of = `${person}, ${stateLabels[state].toLowerCase()}`
  return (
    <div className="min-w-0">
      <h4 className="text-sm font-medium">{stateLabels[state]}</h4>
      <p className="truncate text-xs text-ink-faint" title={photo}>
        {photo}
      </p>
      <div className={`mt-2 grid gap-2 ${attention === null ? 'grid-cols-2' : 'grid-cols-3'}`}>
        <Picture image={look.face} alt={`Aligned face: ${of}`} title="Face" lines={[]} />
        <Picture
          image={occlusion.picture}
          alt={`Occlusion sensitivity: ${of}`}
          title="Occlusion"
          lines={[`at most ${formatScore(occlusion.greatest)}`, upperText(occlusion.upperShare)]}
        />
        {attention === null ? null : (
          <Picture
            image={attention.picture}
            alt={`Attention received: ${of}`}
            title="Attention"
            lines={[
              `at most ${(attention.greatest / attention.even).toFixed(1)} × even`,
              upperText(attention.upperShare),
            ]}
          />
        )}
      </div>
    </div>
  )
}

function Picture({
  image,
  alt,
  title,
  lines,
}: {
  image: string
  alt: string
  title: string
  lines: readonly string[]
}) {
  return (
    <figure className="min-w-0">
      <PairPicture image={image} alt={alt} />
      <figcaption className="mt-1 text-xs text-ink-soft tabular-nums">
        <span className="block font-medium text-ink">{title}</span>
        {lines.map((line) => (
          <span key={line} className="block">
            {line}
          </span>
        ))}
      </figcaption>
    </figure>
  )
}

/** Above the line halfway between the eyes and the tip of the nose. */
function upperText(share: number | null): string {
  return share === null ? 'nothing above 0' : `upper face ${(share * 100).toFixed(0)} %`
}
