import { createLandmarks, type Image } from '@maskmirror/core'
import {
  alignFace,
  arcface5FromMediapipe478,
  faceQuality,
  ibug68FromMediapipe478,
} from '@maskmirror/faces/browser-safe'
import { pixelsOfImage } from '#photos/pixels.ts'
import type { HeadPose } from './head-pose.ts'
import type { ExaminedFace } from './landmark-calls.ts'

/**
 * Everything that follows from a face's mesh.
 *
 * @param mesh 478 points, pixels of the photo
 */
export function examineFace(photo: Image, mesh: Float32Array, pose: HeadPose | null): ExaminedFace {
  const points = createLandmarks('mediapipe478', mesh)
  const points5 = arcface5FromMediapipe478(points)
  const { crop } = alignFace(photo, points5)
  return {
    mesh,
    points68: ibug68FromMediapipe478(points).points,
    points5: points5.points,
    pose,
    quality: faceQuality({ crop, points5, points, photo, pose }),
    crop: pixelsOfImage(crop),
  }
}
