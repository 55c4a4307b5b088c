import { succeeded } from '@maskmirror/core'
import { fillPolygon } from '@maskmirror/imaging'
import { maskColours } from '@maskmirror/mask-the-face'
import { type AlignedFace, checkAlignedFace, cropSide } from './aligned-face.ts'
import { paintColour } from './paint-colour.ts'
import type { SideTreatment } from './treatment.ts'

/**
 * What masks of all types hide together, in pixels of ArcFace's template: from the bridge of the nose, falling to the cheeks,
 * down to the crop's edge and to both its sides, since a wide mask on a turned head reaches there. Our choice.
 */
const hidden = [0, 70, 22, 64, 48, 57, 56, 55.5, 64, 57, 90, 64, 112, 70, 112, 112, 0, 112]

/**
 * One occluder over all that any mask may hide, painted on references at enrolment and over the mask of the probe: both sides
 * hide the same area in the same colour, and nothing is drawn for a pair. It follows the alignment, not the landmarks, which
 * are guessed under a mask.
 */
export function canonicalTreatment(): SideTreatment {
  const occluder = fillPolygon(cropSide, cropSide, hidden)
  const treat = (face: AlignedFace) => {
    checkAlignedFace(face)
    return succeeded(paintColour(face.crop, occluder, maskColours['light-blue']))
  }
  return {
    kind: 'side',
    name: 'canonical-both',
    description: 'one light blue shape over the lower face of reference and probe',
    views: 1,
    treatReference: treat,
    treatProbe: treat,
  }
}
