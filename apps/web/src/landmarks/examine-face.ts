import { createLandmarks, type Image, type Landmarks } from '@maskmirror/core'
import {
  alignFace,
  arcface5FromMediapipe478,
  faceQuality,
  ibug68FromMediapipe478,
  type MaskDecision,
  visibility68,
} from '@maskmirror/faces/browser-safe'
import { pixelsOfImage } from '#photos/pixels.ts'
import type { FoundFace } from './found-face.ts'
import type { ExaminedFace } from './landmark-calls.ts'

/**
 * Everything that follows from a face's mesh.
 *
 * @param decideMask from the photo and the five points
 */
export function examineFace(
  photo: Image,
  { mesh, depths, pose }: FoundFace,
  decideMask: (photo: Image, points5: Landmarks) => MaskDecision,
): ExaminedFace {
  const points = createLandmarks('mediapipe478', mesh)
  const points5 = arcface5FromMediapipe478(points)
  const landmarks68 = ibug68FromMediapipe478(points)
  const { crop } = alignFace(photo, points5)
  const mask = decideMask(photo, points5)
  const face = { mesh: points, depths, landmarks68, landmarkMethod: 'mesh', points5 } as const
  return {
    mesh,
    points68: landmarks68.points,
    visibility68: visibility68(face, photo, mask),
    points5: points5.points,
    pose,
    mask,
    quality: faceQuality({ crop, points5, points, photo, pose }),
    crop: pixelsOfImage(crop),
  }
}
