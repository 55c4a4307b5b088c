import { createImage, failed, type Image, type Outcome, succeeded } from '@maskmirror/core'
import type { MaskTemplates, Rgb } from '@maskmirror/mask-the-face'
import { type AlignedFace, cropSide } from './aligned-face.ts'
import { examineProbe, type ProbeExamination } from './examine-probe.ts'
import { maskProbability } from './mask-evidence.ts'
import { median } from './median.ts'
import type { ProbeMask } from './probe-mask.ts'
import { recogniseType } from './recognise-type.ts'
import { segmentMask } from './segment-mask.ts'
import type { TreatmentFailure } from './treatment.ts'

/**
 * Reads the mask from a probe's pixels: whether there is one, where, in which colour, of which type.
 *
 * @throws TreatmentError `bad-crop`; MaskTheFaceError `bad-landmarks` for another scheme or count
 */
export function readProbeMask(probe: AlignedFace, templates: MaskTemplates): Outcome<ProbeMask, TreatmentFailure> {
  const examined = examineProbe(probe)
  if (!examined.ok) return examined
  const { lab, region, skin, evidence } = examined.value
  const maskConfidence = maskProbability(evidence)
  if (maskConfidence < 0.5) {
    return failed(
      'no-mask-found',
      `the lower face looks like bare skin: probability of a mask ${maskConfidence.toFixed(2)}, expected at least 0.5`,
    )
  }
  const alpha = segmentMask(lab, region, skin)
  if (alpha === null) return failed('no-mask-found', 'no connected part of the lower face has the colour of its middle')
  return describe(probe, alpha, { examined: examined.value, maskConfidence, templates })
}

/** A mask covers at least this share of the lower face's core; our choice: a strap or a collar does not. */
const leastCoverage = 0.3

/**
 * The same from pixels that a network calls mask.
 *
 * @param alpha one channel, 112×112
 */
export function readSegmentedMask(
  probe: AlignedFace,
  alpha: Image,
  templates: MaskTemplates,
): Outcome<ProbeMask, TreatmentFailure> {
  const examined = examineProbe(probe)
  if (!examined.ok) return examined
  const shares = Float32Array.from(alpha.data, (value) => value / 255)
  const coverage = shareInside(shares, examined.value.region.core)
  if (coverage < leastCoverage) {
    return failed(
      'no-mask-found',
      `${Math.round(100 * coverage)} % of the lower face is called mask: expected at least ${100 * leastCoverage} %`,
    )
  }
  return describe(probe, shares, { examined: examined.value, maskConfidence: Math.max(0.5, coverage), templates })
}

function describe(
  probe: AlignedFace,
  alpha: Float32Array,
  options: { examined: ProbeExamination; maskConfidence: number; templates: MaskTemplates },
): Outcome<ProbeMask, TreatmentFailure> {
  const { examined, maskConfidence, templates } = options
  const { gain, holdPoints, region } = examined
  const recognised = recogniseType(probe, alpha, templates)
  if (!recognised.ok) return recognised
  const { type, colour, confidence } = recognised.value
  return succeeded({
    type,
    typeConfidence: confidence,
    maskConfidence,
    colour,
    shownColour: neutralMedian(probe, alpha, gain),
    alpha: asImage(alpha),
    coverage: shareInside(alpha, region.core),
    holdPoints,
  })
}

function asImage(alpha: Float32Array): Image {
  const image = createImage(cropSide, cropSide, 1)
  for (let i = 0; i < alpha.length; i++) image.data[i] = 255 * alpha[i]!
  return image
}

/** Median of each channel over the pixels that are most mask, without the gain of the light. */
function neutralMedian({ crop }: AlignedFace, alpha: Float32Array, gain: number): Rgb {
  const limit = 0.9 * alpha.reduce((a, b) => Math.max(a, b), 0)
  const channel = (c: number) => {
    const values: number[] = []
    for (let i = 0; i < alpha.length; i++) if (alpha[i]! >= limit) values.push(crop.data[i * 3 + c]!)
    return Math.min(255, median(values) / gain)
  }
  return [channel(0), channel(1), channel(2)]
}

function shareInside(alpha: Float32Array, region: Uint8ClampedArray): number {
  let sum = 0
  let count = 0
  for (let i = 0; i < region.length; i++) {
    if (region[i] === 0) continue
    sum += alpha[i]!
    count++
  }
  return sum / count // the core of an examined probe is not empty
}
