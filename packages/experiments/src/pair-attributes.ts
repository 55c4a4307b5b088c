import type { Dataset, PairProtocol } from '@maskmirror/datasets'
import type { PairAttribute } from '@maskmirror/evaluation'
import { headYaw } from '@maskmirror/mask-the-face'
import { columnAttributes } from './column-attributes.ts'
import { nearestColourName } from './nearest-colour-name.ts'
import type { PhotoStage } from './photo-stage.ts'
import type { StageResults } from './run-stages.ts'
import type { SeenMask } from './stages/aligned-photo.ts'

/** Limits between slices of head turn, degrees: frontal, slight, half profile, profile. Our choice. */
const yawEdges = [5, 15, 30]

/**
 * What is known of every pair, to slice results by: the mask on the probe, the difference in head turn, detector score, sizes,
 * and further columns of the data set's own lists. An attribute that is known of no pair is left out.
 *
 * Masks on the probe are those that were drawn; of real masks, what the first treatment read from the probe's pixels.
 */
export async function pairAttributes(
  protocol: PairProtocol,
  dataset: Dataset,
  stages: StageResults,
): Promise<PairAttribute[]> {
  const { pairs } = protocol
  const bare = await facesOfViews(stages.bare, protocol.views.length)
  const masked = stages.masked === null ? null : await facesOfViews(stages.masked, protocol.views.length)
  const readings = [...stages.treated.values()].find((outcomes) =>
    outcomes.some((outcome) => outcome?.ok === true && outcome.value.probeMask !== null),
  )
  const masks = pairs.map(({ probe }, i): SeenMask | null => {
    const drawn = masked?.[probe]?.drawnMask
    if (drawn) return drawn
    const reading = readings?.[i]
    return reading?.ok ? reading.value.probeMask : null
  })
  const percent = (mask: SeenMask | null) => (mask === null ? null : Math.round(mask.coverage * 1000) / 10)
  const shown = (view: number) => bare[view] ?? masked?.[view] ?? null
  /** The smaller value of both sides: the worse side decides what a pair can give. */
  const smaller = (value: (face: FaceFacts) => number | null) =>
    pairs.map(({ reference, probe }) => {
      const [a, b] = [shown(reference), masked?.[probe] ?? shown(probe)]
      const values = [a === null ? null : value(a), b === null ? null : value(b)]
      return values[0] === null || values[1] === null ? null : Math.min(values[0]!, values[1]!)
    })
  const yawDifference = pairs.map(({ reference, probe }) => {
    const [a, b] = [shown(reference), shown(probe)]
    return a === null || b === null ? null : Math.abs(a.yawDeg - b.yawDeg)
  })
  const attributes: PairAttribute[] = [
    {
      name: 'mask-type',
      label: 'Mask on the probe',
      kind: 'category',
      values: masks.map((mask) => mask?.type ?? null),
    },
    {
      name: 'mask-colour',
      label: 'Colour of the mask on the probe',
      kind: 'category',
      values: masks.map((mask) => (mask === null ? null : nearestColourName(mask.colour))),
    },
    {
      name: 'mask-coverage',
      label: protocol.maskSource === 'real' ? 'Lower face hidden by the mask' : 'Face hidden by the mask',
      kind: 'number',
      unit: '%',
      values: masks.map(percent),
    },
    {
      name: 'yaw-difference',
      label: 'Difference in head turn',
      kind: 'number',
      unit: '°',
      values: yawDifference,
      edges: yawEdges,
    },
    {
      name: 'detector-score',
      label: 'Detector score, lower side',
      kind: 'number',
      unit: '',
      values: smaller(({ detectorScore }) => detectorScore),
    },
    {
      name: 'face-size',
      label: 'Distance of the eyes, smaller side',
      kind: 'number',
      unit: 'px',
      values: smaller(({ eyeDistancePx }) => eyeDistancePx),
    },
    {
      name: 'picture-size',
      label: 'Shorter side of the picture, smaller one',
      kind: 'number',
      unit: 'px',
      values: smaller(({ photoSide }) => photoSide),
    },
    ...columnAttributes(protocol, dataset),
  ]
  return attributes.filter(({ values }) => (values as readonly unknown[]).some((value) => value !== null))
}

interface FaceFacts {
  readonly detectorScore: number | null
  readonly photoSide: number
  readonly drawnMask: SeenMask | null
  readonly yawDeg: number
  readonly eyeDistancePx: number
}

/** By view; null where it has no photo in this state, or no face was found. */
async function facesOfViews(stage: PhotoStage, viewCount: number): Promise<(FaceFacts | null)[]> {
  const byPosition: (FaceFacts | null)[] = []
  for (let position = 0; position < stage.photos.length; position++) {
    const face = await stage.faces.get(position)
    if (!face.ok) {
      byPosition.push(null)
      continue
    }
    const { detectorScore, photoSide, drawnMask, photoLandmarks } = face.value
    const { points } = photoLandmarks
    byPosition.push({
      detectorScore,
      photoSide,
      drawnMask,
      yawDeg: headYaw(points),
      eyeDistancePx: eyeDistance(points),
    })
  }
  return Array.from({ length: viewCount }, (_, view) => {
    const position = stage.positions[view]
    return position === null || position === undefined ? null : byPosition[position]!
  })
}

/** Between the centres of both eyes' six points. */
function eyeDistance(points: ArrayLike<number>): number {
  const centre = (first: number, axis: number) => {
    let sum = 0
    for (let i = first; i < first + 6; i++) sum += points[i * 2 + axis]!
    return sum / 6
  }
  return Math.hypot(centre(36, 0) - centre(42, 0), centre(36, 1) - centre(42, 1))
}
