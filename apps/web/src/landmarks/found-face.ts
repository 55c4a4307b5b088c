import { createLandmarks } from '@maskmirror/core'
import { boxOfMesh, pixelsPerCropPixel } from '@maskmirror/faces/browser-safe'
import type { FaceLandmarkerResult } from '@mediapipe/tasks-vision'
import { type HeadPose, headPose } from './head-pose.ts'

/** A face as the model finds it. */
export interface FoundFace {
  /** 478 points: x0, y0, … in pixels, the first pixel's centre at 0. */
  readonly mesh: Float32Array<ArrayBuffer>
  /** How much farther from the camera than the head's middle each point lies, pixels. */
  readonly depths: Float32Array<ArrayBuffer>
  /** Null when the model fitted none. */
  readonly pose: HeadPose | null
}

/**
 * What MediaPipe found in a picture. It gives points as shares of the picture. When it cuts the crop for its network it takes
 * a pixel's value to lie at the pixel's corner, while the network counts its points from the crop's edge: so a point counts
 * from the centre of the picture's first pixel after half a pixel of the crop is taken away, and not half a pixel of the
 * picture, which on LFW would put all points a sixth of a pixel too far to the left and too high.
 *
 * @param width of the picture, pixels
 */
export function foundFaces(
  { faceLandmarks, facialTransformationMatrixes }: FaceLandmarkerResult,
  width: number,
  height: number,
): FoundFace[] {
  return faceLandmarks.map((points, index) => {
    const mesh = Float32Array.from(points.flatMap(({ x, y }) => [x * width, y * height]))
    // the crop was cut around a mesh that was nearly this one
    const half = pixelsPerCropPixel(boxOfMesh(createLandmarks('mediapipe478', mesh))) / 2
    const matrix = facialTransformationMatrixes[index]
    return {
      mesh: mesh.map((value) => value - half),
      depths: Float32Array.from(points, ({ z }) => z * width),
      pose: matrix === undefined ? null : headPose(matrix.data),
    }
  })
}

/** The same face in a picture whose corner lies elsewhere. */
export function movedFace(face: FoundFace, right: number, down: number): FoundFace {
  return { ...face, mesh: face.mesh.map((value, i) => value + (i % 2 === 0 ? right : down)) }
}
