import { failed, type Outcome, succeeded } from '@maskmirror/core'
import { oklabOf, toOklab } from '@maskmirror/imaging'
import { faceFrame, type HoldPoints, holdPointsFromLandmarks, lightGain, skinPatches } from '@maskmirror/mask-the-face'
import { type AlignedFace, checkAlignedFace } from './aligned-face.ts'
import { type ColourCluster, robustCluster } from './colour-cluster.ts'
import { type LowerFace, lowerFace } from './lower-face.ts'
import { type MaskEvidence, maskEvidence } from './mask-evidence.ts'
import type { TreatmentFailure } from './treatment.ts'

/** What is measured on a probe before it is judged. */
export interface ProbeExamination {
  /** OKLab of the crop, [112 · 112, 3]. */
  readonly lab: Float32Array
  readonly region: LowerFace
  readonly skin: ColourCluster
  /** Factor of the light on the face, see `lightGain`. */
  readonly gain: number
  readonly holdPoints: HoldPoints
  readonly evidence: MaskEvidence
}

/** Bounds on the standard deviations of skin in OKLab; our choice: the lower face is lit otherwise than the upper, and hair in a patch is not skin. */
const skinSpread = { floor: [0.07, 0.014, 0.016], ceiling: [0.11, 0.02, 0.024] } as const

/** Fewer patches of skin than this say nothing about the skin; our choice. */
const minSkinPatches = 3

/** @throws TreatmentError `bad-crop`; MaskTheFaceError `bad-landmarks` for another scheme or count */
export function examineProbe(probe: AlignedFace): Outcome<ProbeExamination, TreatmentFailure> {
  checkAlignedFace(probe)
  const frame = faceFrame(probe.landmarks)
  if (!frame.ok) return frame
  const hold = holdPointsFromLandmarks(probe.landmarks)
  if (!hold.ok) return hold
  const patches = skinPatches(probe.crop, probe.landmarks)
  if (!patches.ok) return patches
  if (patches.value.length < minSkinPatches) {
    return failed(
      'no-skin-visible',
      `${patches.value.length} patches of the upper face lie inside the crop: expected at least ${minSkinPatches}`,
    )
  }
  const lab = toOklab(probe.crop)
  const region = lowerFace(probe.landmarks, frame.value, hold.value)
  const skin = robustCluster(patches.value.map(oklabOf), skinSpread)
  const evidence = maskEvidence(lab, region, skin.mean, probe.landmarks.points)
  if (evidence === null) return failed('outside-picture', 'the lower face lies outside of the crop')
  return succeeded({ lab, region, skin, gain: lightGain(patches.value), holdPoints: hold.value, evidence })
}
