import { type ComparisonTable, settingLabel } from '@maskmirror/evaluation'
import { Badge } from '@maskmirror/ui/badge'
import { Panel } from '@maskmirror/ui/panel'
import { formatScore } from '#format/rate.ts'
import type { DamagedPair } from '#trpc/outputs.ts'
import { PairPicture } from '../pair-picture.tsx'
import { PairScores } from '../pair-scores.tsx'

/** One pair: what each of the two settings compared, and the scores in all of them. */
export function DamagedPairCard({
  pair,
  genuine,
  table,
}: {
  pair: DamagedPair
  genuine: boolean
  table: ComparisonTable
}) {
  const { pairIndex, change, reference, probe, pictures } = pair
  const scores = Object.fromEntries(pair.scores.map(({ setting, score }) => [setting, score]))
  return (
    <Panel className="flex h-full min-w-0 flex-col p-3">
      <div className="flex items-baseline justify-between gap-2">
        <Badge tone={genuine ? 'good' : 'warn'}>{genuine ? 'Genuine' : 'Impostor'}</Badge>
        <span className="text-sm font-semibold tabular-nums">
          <span className="sr-only">Change of the score </span>
          {change < 0 ? '' : '+'}
          {formatScore(change)}
        </span>
        <span className="text-xs text-ink-faint tabular-nums">pair {pairIndex}</span>
      </div>
      <div className="mt-2 grid grid-cols-2 gap-3">
        {pictures.map((compared) => (
          <figure key={compared.setting} className="min-w-0">
            <div className="grid grid-cols-2 gap-1">
              <Picture
                image={compared.reference}
                alt={`Reference in ${settingLabel(compared.setting)}: ${nameOf(reference)}`}
              />
              <Picture image={compared.probe} alt={`Probe in ${settingLabel(compared.setting)}: ${nameOf(probe)}`} />
            </div>
            <figcaption className="mt-0.5 text-xs text-ink-soft">{settingLabel(compared.setting)}</figcaption>
          </figure>
        ))}
      </div>
      <p className="mt-1 mb-3 truncate text-xs text-ink-faint" title={`${nameOf(reference)} – ${nameOf(probe)}`}>
        {nameOf(reference)} – {nameOf(probe)}
      </p>
      <PairScores scores={scores} genuine={genuine} table={table} />
    </Panel>
  )
}

function Picture({ image, alt }: { image: string | null; alt: string }) {
  if (image === null) {
    return (
      <div
        role="img"
        aria-label={`${alt}: no picture`}
        className="grid aspect-square w-full place-items-center rounded bg-track text-xs text-ink-soft"
      >
        none
      </div>
    )
  }
  return <PairPicture image={image} alt={alt} />
}

function nameOf({ person, photo }: DamagedPair['reference']): string {
  return photo ?? person
}
