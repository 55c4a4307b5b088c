import { FaceLandmarker } from '@mediapipe/tasks-vision'
import type { Pixels } from '#photos/pixels.ts'
import { type HeadPose, headPose } from './head-pose.ts'

/** A face as the model finds it. */
export interface FoundFace {
  /** 478 points: x0, y0, … in pixels, the first pixel's centre at 0. */
  readonly mesh: Float32Array<ArrayBuffer>
  /** Null when the model fitted none. */
  readonly pose: HeadPose | null
}

/** @returns the faces of a picture, the largest first */
export type FindFaces = (pixels: Pixels) => FoundFace[]

/** More would be a crowd of faces too small to work with; our choice. */
const maxFaces = 20

/**
 * Opens MediaPipe's Face Landmarker with the server's file of the model; to be called in a worker.
 *
 * @returns null when the server has no file
 */
export async function openLandmarker(): Promise<FindFaces | null> {
  const answer = await fetch('/face-landmarker.task', { cache: 'no-store' })
  if (answer.status === 404) return null
  if (!answer.ok) throw new Error(`Expected the file of the landmark model but the server answered ${answer.status}`)
  const model = new Uint8Array(await answer.arrayBuffer())
  // its log of usual events would stand in the console as errors; what goes wrong is thrown besides
  Object.assign(self, { Module: { print: () => {}, printErr: () => {} } })
  const files = {
    wasmLoaderPath: new URL('@mediapipe/tasks-vision/vision_wasm_internal.js', import.meta.url).href,
    wasmBinaryPath: new URL('@mediapipe/tasks-vision/vision_wasm_internal.wasm', import.meta.url).href,
  }
  const landmarker = await FaceLandmarker.createFromOptions(files, {
    baseOptions: { modelAssetBuffer: model, delegate: 'CPU' },
    runningMode: 'IMAGE',
    numFaces: maxFaces,
    outputFacialTransformationMatrixes: true,
  })
  return ({ data, width, height }) => {
    const found = landmarker.detect(new ImageData(data, width, height))
    const faces = found.faceLandmarks.map((points, index): FoundFace => {
      // shares of the picture, counted from its edge
      const mesh = Float32Array.from(points.flatMap(({ x, y }) => [x * width - 0.5, y * height - 0.5]))
      const matrix = found.facialTransformationMatrixes[index]
      return { mesh, pose: matrix === undefined ? null : headPose(matrix.data) }
    })
    return faces.sort((a, b) => faceWidth(b.mesh) - faceWidth(a.mesh))
  }
}

/** Between the outer ends of the eyes, pixels. */
function faceWidth(mesh: Float32Array): number {
  return Math.hypot(mesh[263 * 2]! - mesh[33 * 2]!, mesh[263 * 2 + 1]! - mesh[33 * 2 + 1]!)
}
