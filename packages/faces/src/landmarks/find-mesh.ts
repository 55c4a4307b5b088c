import type { Image } from '@maskmirror/core'
import type { Box, FaceDetection } from '../detection/types.ts'
import type { DenseLandmarks, FaceLandmarker } from './face-landmarker.ts'
import { cropAround, isSameCrop, type MeshCrop, maxRefinements } from './mesh-crop.ts'

/**
 * Dense landmarks of a detected face. The network is sensitive to its crop: one that is shifted or scaled a little gives a
 * mesh that is shifted by a few hundredths of the eye distance. So the crop is cut again around the mesh that it gave, until
 * the mesh asks for the crop that it came from: it then depends on the photo only and no more on the detector, and is the
 * mesh to which MediaPipe's own tracking comes in a browser. A bare face takes 2.0 crops on average and is then 0.0045 eye
 * distances from where seven more would bring it; after one crop alone it would be 0.012, which is more than a browser may
 * differ. Means over 150 people of LFW, others than the constants come from; 2.9 crops and 0.017 on 150 masks of RMFVD.
 *
 * Masks pull the detector's box. Where the network is not sure of the face in it, the search starts from a square around
 * the eyes, which stay visible above a mask, if it is surer of that.
 */
export async function findMesh(
  landmarker: FaceLandmarker,
  image: Image,
  { box, points5 }: Pick<FaceDetection, 'box' | 'points5'>,
): Promise<DenseLandmarks> {
  const [leftX = 0, leftY = 0, rightX = 0, rightY = 0] = points5.points
  const angleRad = Math.atan2(rightY - leftY, rightX - leftX)
  const locate = (crop: MeshCrop) => landmarker.locate(image, crop.box, crop.angleRad)
  let crop: MeshCrop = { box: meshBoxFrom(box), angleRad }
  let best = await locate(crop)
  if (best.presence < surePresence) {
    const eyes: MeshCrop = { box: boxFromEyes(leftX, leftY, rightX, rightY), angleRad }
    const fromEyes = await locate(eyes)
    if (fromEyes.presence > best.presence) [crop, best] = [eyes, fromEyes]
  }
  for (let refinement = 0; refinement < maxRefinements; refinement++) {
    const wanted = cropAround(best.mesh)
    if (isSameCrop(crop, wanted)) break
    const next = await locate(wanted)
    if (next.presence < Math.min(surePresence, best.presence)) break // it slips off the face
    ;[crop, best] = [wanted, next]
  }
  return best
}

/** Nothing is gained by a higher presence; our choice. */
const surePresence = 0.9

/**
 * Where the mesh lies in the box of a detector that learnt from WIDER FACE, in the box's longer side: medians over 300 bare
 * faces of LFW. Of 100 masked faces of RMFVD the network is then unsure of 7 instead of 20.
 */
const meshSide = 0.92
const meshBelowBox = 0.053

function meshBoxFrom({ x, y, width, height }: Box): Box {
  const down = meshBelowBox * Math.max(width, height)
  return {
    x: x + (width * (1 - meshSide)) / 2,
    y: y + (height * (1 - meshSide)) / 2 + down,
    width: width * meshSide,
    height: height * meshSide,
  }
}

/** The square of a frontal face in eye distances: its side and how far its centre lies below the eyes; our choice. */
const faceSide = 2.2
const centreBelowEyes = 0.55

function boxFromEyes(leftX: number, leftY: number, rightX: number, rightY: number): Box {
  const side = faceSide * Math.hypot(rightX - leftX, rightY - leftY)
  // down the face is the eye line turned clockwise; points count from the centre of the first pixel, boxes from its edge
  const x = (leftX + rightX) / 2 - centreBelowEyes * (rightY - leftY) + 0.5
  const y = (leftY + rightY) / 2 + centreBelowEyes * (rightX - leftX) + 0.5
  return { x: x - side / 2, y: y - side / 2, width: side, height: side }
}
