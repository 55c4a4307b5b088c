import { fillPolygon } from '@maskmirror/imaging'
import { cropSide } from './aligned-face.ts'
import type { LowerFace } from './lower-face.ts'
import { median } from './median.ts'

/** What speaks for or against a mask, all in OKLab. */
export interface MaskEvidence {
  /** How much redder the mouth is than the rest of the lower face: lips. */
  readonly lips: number
  /** Spread of redness over the lower face, 10th to 90th percentile: lips and shadows of a bare one. */
  readonly rednessSpread: number
  /** Redness of the lower face minus that of the upper face's skin. */
  readonly rednessStep: number
  /** Yellowness of the lower face minus that of the upper face's skin. */
  readonly yellownessStep: number
  /** Difference of lightness between both, without its sign. */
  readonly lightnessStep: number
  /** Redness of the lower face: skin has some, most fabrics none. */
  readonly redness: number
  /** Yellowness of the lower face. */
  readonly yellowness: number
}

/**
 * A logistic model of "masked", fitted with equal weight for both classes and an L2 penalty of 0.001 on standardised
 * values: half of the people of RMFRD, of RMFD's verification part and of LFW, their faces aligned by the detector's points
 * alone; see `fit/fit-mask-evidence.ts`, which aligns like everything else now. Its limit is a mask in the colour of the
 * wearer's skin.
 */
const weights: Readonly<Record<keyof MaskEvidence, number>> = {
  lips: -69.9,
  rednessSpread: 32.1,
  rednessStep: -17.3,
  yellownessStep: -67.9,
  lightnessStep: 5.06,
  redness: -54.7,
  yellowness: -47.4,
}
const bias = 0.876

/** Probability of a mask, 0..1, when masked and bare faces are equally frequent. */
export function maskProbability(evidence: MaskEvidence): number {
  const names = Object.keys(weights) as (keyof MaskEvidence)[]
  return 1 / (1 + Math.exp(-names.reduce((sum, name) => sum + weights[name] * evidence[name], bias)))
}

/**
 * @param lab OKLab of the crop, [112 · 112, 3]
 * @param skin of the upper face, OKLab
 * @param points `ibug68` in pixels of the crop
 * @returns null when no pixel of the lower face's core lies in the crop
 */
export function maskEvidence(
  lab: Float32Array,
  region: LowerFace,
  skin: readonly [number, number, number],
  points: Float32Array,
): MaskEvidence | null {
  const mouth = fillPolygon(cropSide, cropSide, points.subarray(96, 120)).data // 48-59, the outer lips
  const lightness: number[] = []
  const redness: number[] = []
  const yellowness: number[] = []
  const lips: number[] = []
  const around: number[] = []
  for (let i = 0; i < region.core.length; i++) {
    const red = lab[i * 3 + 1]!
    if (mouth[i] !== 0) lips.push(red)
    if (region.core[i] === 0) continue
    lightness.push(lab[i * 3]!)
    redness.push(red)
    yellowness.push(lab[i * 3 + 2]!)
    if (mouth[i] === 0) around.push(red)
  }
  if (redness.length === 0) return null
  const [l, a, b] = [median(lightness), median(redness), median(yellowness)]
  const sorted = redness.toSorted((x, y) => x - y)
  const quantile = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!
  return {
    lips: lips.length === 0 || around.length === 0 ? 0 : median(lips) - median(around),
    rednessSpread: quantile(0.9) - quantile(0.1),
    rednessStep: a - skin[1],
    yellownessStep: b - skin[2],
    lightnessStep: Math.abs(l - skin[0]),
    redness: a,
    yellowness: b,
  }
}
