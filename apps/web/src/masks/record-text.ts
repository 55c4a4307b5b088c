import type { MaskRecord } from '@maskmirror/mask-the-face'
import type { DrawnCover } from './mask-calls.ts'

/** One record, or a list of them when several faces were drawn on; null when none was. */
export function recordsJson({ faces }: Pick<DrawnCover, 'faces'>): string | null {
  const records = recordsOf(faces)
  if (records.length === 0) return null
  return `${JSON.stringify(records.length === 1 ? records[0] : records, null, 2)}\n`
}

/** How a cover was drawn, in words; of several faces, how the first was. */
export function recordItems({ faces }: Pick<DrawnCover, 'faces'>): { term: string; value: string }[] {
  const failures = faces.flatMap((face) => (face.ok ? [] : [{ term: 'Not drawn', value: face.detail }]))
  const [record] = recordsOf(faces)
  if (record === undefined) return failures
  const { colour, pattern, warp, look, jitter, generatorVersion } = record
  const moved = jitter.x !== 0 || jitter.y !== 0 || jitter.scale !== 1 || jitter.rollRad !== 0
  return [
    ...failures,
    { term: 'Colour', value: `rgb(${colour.rgb.join(', ')})${pattern === null ? '' : `, printed: ${pattern.name}`}` },
    { term: 'Laid on', value: laidOn[warp.kind] },
    {
      term: 'Matched',
      value: `light × ${look.gain.toFixed(2)}, saturation × ${look.saturation.toFixed(2)}, blur ${look.blurPx.toFixed(1)} px`,
    },
    ...(moved
      ? [
          {
            term: 'Moved',
            value: `${jitter.x.toFixed(3)} right, ${jitter.y.toFixed(3)} down (eye distances), size × ${jitter.scale.toFixed(3)}, turned ${((jitter.rollRad * 180) / Math.PI).toFixed(1)}°`,
          },
        ]
      : []),
    { term: 'Generator', value: generatorVersion },
  ]
}

const laidOn: Readonly<Record<MaskRecord['warp']['kind'], string>> = {
  plane: 'as a plane',
  blended: 'between a plane and a fold over the nose',
  folded: 'folded over the nose',
}

function recordsOf(faces: DrawnCover['faces']): MaskRecord[] {
  return faces.flatMap((face) => (face.ok ? [face.value] : []))
}
