import { type Outcome, succeeded } from '@maskmirror/core'
import {
  type FaceFrame,
  faceBlur,
  faceFrame,
  headYaw,
  holdPointsFromLandmarks,
  lightGain,
  maskWarp,
  skinPatches,
} from '@maskmirror/mask-the-face'
import { type AlignedFace, checkAlignedFace } from './aligned-face.ts'
import { fabricSheet, sheetAnchors, sheetSize } from './fabric-sheet.ts'
import { laySheet } from './lay-sheet.ts'
import { readProbeMask, readSegmentedMask } from './read-probe.ts'
import { sideLight } from './side-light.ts'
import type { PairTreatment, ReadProbe, TreatmentFailure, TreatmentParts } from './treatment.ts'

/** How much of a difference in light from one side to the other is put on the fabric, the rest being hair and shape; our choice. */
const sideShare = 0.6

/** Blur that each level of a sheet adds, in pixels of a crop: averaging and interpolation together. */
const levelBlurPx = [0, 0.7, 1.5] as const

/**
 * Puts the probe's own mask on the reference: its pixels are cut out along the soft edge, spread out, what the pose hides is
 * taken from the other half, and the sheet is laid on the reference by its hold points, in its light and no sharper than it.
 */
export function transplantTreatment({ templates, segment }: TreatmentParts): PairTreatment {
  return {
    kind: 'pair',
    name: 'transplant',
    readProbe: async (probe) => {
      checkAlignedFace(probe)
      const mask =
        segment === null
          ? readProbeMask(probe, templates)
          : readSegmentedMask(probe, await segment(probe.crop), templates)
      if (!mask.ok) return mask
      const look = measureFace(probe)
      if (!look.ok) return look
      const { holdPoints, alpha } = mask.value
      const sheet = fabricSheet(probe.crop, alpha, { holdPoints, yawDeg: look.value.yawDeg })
      if (!sheet.ok) return sheet
      const from = look.value
      return succeeded({
        mask: mask.value,
        treat: (reference): ReturnType<ReadProbe['treat']> => {
          checkAlignedFace(reference)
          const measured = measureFace(reference)
          if (!measured.ok) return measured
          const hold = holdPointsFromLandmarks(reference.landmarks)
          if (!hold.ok) return hold
          const { gain, side, blurPx, yawDeg, frame } = measured.value
          const warp = maskWarp({ ...sheetSize, anchors: sheetAnchors }, hold.value, yawDeg)
          if (!warp.ok) return warp
          const light = {
            gain: gain / from.gain,
            slope: sideShare * (side - from.side),
            right: placeToTheRight(frame),
          }
          const level = levelFor(Math.sqrt(Math.max(0, blurPx ** 2 - from.blurPx ** 2)))
          return succeeded(laySheet(reference.crop, sheet.value, { warp: warp.value, level, light }))
        },
      })
    },
  }
}

interface FaceLook {
  readonly frame: FaceFrame
  readonly gain: number
  readonly side: number
  readonly blurPx: number
  readonly yawDeg: number
}

function measureFace({ crop, landmarks }: AlignedFace): Outcome<FaceLook, TreatmentFailure> {
  const frame = faceFrame(landmarks)
  if (!frame.ok) return frame
  const patches = skinPatches(crop, landmarks)
  if (!patches.ok) return patches
  return succeeded({
    frame: frame.value,
    gain: lightGain(patches.value),
    side: sideLight(crop, frame.value),
    blurPx: faceBlur(crop, frame.value),
    yawDeg: headYaw(landmarks.points),
  })
}

/** How far right of the middle between the eyes a pixel lies along the face's own axis, in eye distances. */
function placeToTheRight({ toImage, iodPx }: FaceFrame): [number, number, number] {
  const [originX, originY] = toImage(0, 0)
  const [x, y] = toImage(1, 0)
  const [axisX, axisY] = [x - originX, y - originY]
  return [axisX / iodPx, axisY / iodPx, -(axisX * originX + axisY * originY) / iodPx]
}

/** The level whose blur is nearest. */
function levelFor(blurPx: number): number {
  let best = 0
  for (let level = 1; level < levelBlurPx.length; level++) {
    if (Math.abs(levelBlurPx[level]! - blurPx) < Math.abs(levelBlurPx[best]! - blurPx)) best = level
  }
  return best
}
