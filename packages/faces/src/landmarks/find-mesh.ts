import type { Image, Landmarks } from '@maskmirror/core'
import type { Box, FaceDetection } from '../detection/types.ts'
import type { DenseLandmarks, FaceLandmarker } from './face-landmarker.ts'

/**
 * Dense landmarks of a detected face, with up to three crops: masks pull the detector's box and the network is sensitive
 * to its crop. The box is right for nearly all bare faces, so the others are tried only when its presence is low: a
 * square from the eyes, which stay visible above a mask, then the square that the best mesh so far asks for. The crop
 * with the highest presence wins. On 710 masked photos of RMFVD and RMFRD this leaves 27 with a presence below a half
 * where the box alone leaves 99.
 */
export async function findMesh(
  landmarker: FaceLandmarker,
  image: Image,
  { box, points5 }: Pick<FaceDetection, 'box' | 'points5'>,
): Promise<DenseLandmarks> {
  const [leftX = 0, leftY = 0, rightX = 0, rightY = 0] = points5.points
  const angleRad = Math.atan2(rightY - leftY, rightX - leftX)
  const fromBox = await landmarker.locate(image, box, angleRad)
  if (fromBox.presence >= surePresence) return fromBox
  const fromEyes = await landmarker.locate(image, boxFromEyes(leftX, leftY, rightX, rightY), angleRad)
  const better = fromEyes.presence > fromBox.presence ? fromEyes : fromBox
  if (better.presence >= surePresence) return better
  const { box: meshBox, angleRad: meshAngleRad } = boxOfMesh(better.mesh)
  const fromMesh = await landmarker.locate(image, meshBox, meshAngleRad)
  return fromMesh.presence > better.presence ? fromMesh : better
}

/** Nothing is gained by another crop above this; our choice. */
const surePresence = 0.9

/** The square of a frontal face in eye distances: its side and how far its centre lies below the eyes; our choice. */
const faceSide = 2.2
const centreBelowEyes = 0.55

function boxFromEyes(leftX: number, leftY: number, rightX: number, rightY: number): Box {
  const side = faceSide * Math.hypot(rightX - leftX, rightY - leftY)
  // down the face is the eye line turned clockwise
  const x = (leftX + rightX) / 2 - centreBelowEyes * (rightY - leftY)
  const y = (leftY + rightY) / 2 + centreBelowEyes * (rightX - leftX)
  return { x: x - side / 2, y: y - side / 2, width: side, height: side }
}

/** Outer corners of the eyes in the mesh. */
const leftEyeCorner = 33
const rightEyeCorner = 263

/** The box around a mesh when its eye line is level. */
function boxOfMesh({ points }: Landmarks): { box: Box; angleRad: number } {
  const angleRad = Math.atan2(
    points[rightEyeCorner * 2 + 1]! - points[leftEyeCorner * 2 + 1]!,
    points[rightEyeCorner * 2]! - points[leftEyeCorner * 2]!,
  )
  const cos = Math.cos(angleRad)
  const sin = Math.sin(angleRad)
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let i = 0; i < points.length; i += 2) {
    const u = cos * points[i]! + sin * points[i + 1]!
    const v = cos * points[i + 1]! - sin * points[i]!
    left = Math.min(left, u)
    right = Math.max(right, u)
    top = Math.min(top, v)
    bottom = Math.max(bottom, v)
  }
  const u = (left + right) / 2
  const v = (top + bottom) / 2
  const width = right - left
  const height = bottom - top
  const box = { x: cos * u - sin * v - width / 2, y: sin * u + cos * v - height / 2, width, height }
  return { box, angleRad }
}
