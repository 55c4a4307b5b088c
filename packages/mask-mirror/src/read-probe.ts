import { createImage, failed, type Outcome, succeeded } from '@maskmirror/core'
import { oklabOf, toOklab } from '@maskmirror/imaging'
import {
  faceFrame,
  lightGain,
  type MaskTemplates,
  type Rgb,
  sixPointsFromLandmarks,
  skinPatches,
} from '@maskmirror/mask-the-face'
import { type AlignedFace, checkAlignedFace, cropSide } from './aligned-face.ts'
import { median, robustCluster } from './colour-cluster.ts'
import { foreignShare } from './find-mask.ts'
import { lowerFace } from './lower-face.ts'
import type { ProbeMask } from './probe-mask.ts'
import { recogniseType } from './recognise-type.ts'
import type { TreatmentFailure } from './reference-treatment.ts'
import { segmentMask } from './segment-mask.ts'

/** Smallest standard deviations of skin in OKLab; our choice: the lower face is lit otherwise than the upper. */
const skinFloor = [0.08, 0.016, 0.018] as const

/** Above this share of foreign pixels the lower face is masked. */
const minForeignShare = 0.6

/** Fewer patches of skin than this say nothing about the skin; our choice. */
const minSkinPatches = 3

/**
 * Reads the mask from a probe's pixels: whether there is one, where, in which colour, of which type.
 *
 * @throws TreatmentError `bad-crop`; MaskTheFaceError `bad-landmarks` for another scheme or count
 */
export function readProbeMask(probe: AlignedFace, templates: MaskTemplates): Outcome<ProbeMask, TreatmentFailure> {
  checkAlignedFace(probe)
  const frame = faceFrame(probe.landmarks)
  if (!frame.ok) return frame
  const sixPoints = sixPointsFromLandmarks(probe.landmarks)
  if (!sixPoints.ok) return sixPoints
  const patches = skinPatches(probe.crop, probe.landmarks)
  if (!patches.ok) return patches
  if (patches.value.length < minSkinPatches) {
    return failed(
      'no-skin-visible',
      `${patches.value.length} patches of the upper face lie inside the crop: expected at least ${minSkinPatches}`,
    )
  }
  const lab = toOklab(probe.crop)
  const region = lowerFace(probe.landmarks, frame.value, sixPoints.value)
  const skin = robustCluster(patches.value.map(oklabOf), { floor: skinFloor })
  const foreign = foreignShare(lab, region, skin)
  const segmented = foreign < minForeignShare ? null : segmentMask(lab, region, skin)
  if (segmented === null) {
    return failed(
      'no-mask-found',
      `${(100 * foreign).toFixed(0)} % of the lower face differs from the skin of the upper face: expected at least ${100 * minForeignShare} %`,
    )
  }
  const { alpha } = segmented
  const gain = lightGain(patches.value)
  const shown = medianColour(probe, alpha).map((value) => Math.min(255, value / gain)) as unknown as Rgb
  const recognised = recogniseType(probe, alpha, templates)
  if (!recognised.ok) return recognised
  const { type, colour, confidence } = recognised.value
  return succeeded({
    type,
    typeConfidence: confidence,
    maskConfidence: foreign,
    colour,
    shownColour: shown,
    alpha: createImage(
      cropSide,
      cropSide,
      1,
      Uint8ClampedArray.from(alpha, (value) => 255 * value),
    ),
    coverage: shareInside(alpha, region.core),
    sixPoints: sixPoints.value,
  })
}

/** Median of each channel over the pixels that are most mask. */
function medianColour({ crop }: AlignedFace, alpha: Float32Array): Rgb {
  const channels: [number[], number[], number[]] = [[], [], []]
  const limit = 0.9 * alpha.reduce((a, b) => Math.max(a, b), 0)
  for (let i = 0; i < alpha.length; i++) {
    if (alpha[i]! < limit) continue
    for (let c = 0; c < 3; c++) channels[c]!.push(crop.data[i * 3 + c]!)
  }
  return [median(channels[0]), median(channels[1]), median(channels[2])]
}

function shareInside(alpha: Float32Array, region: Uint8ClampedArray): number {
  let sum = 0
  let count = 0
  for (let i = 0; i < region.length; i++) {
    if (region[i] === 0) continue
    sum += alpha[i]!
    count++
  }
  return count === 0 ? 0 : sum / count
}
