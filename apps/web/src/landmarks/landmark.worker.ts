import { failed, succeeded } from '@maskmirror/core'
import { FaceLandmarker, type NormalizedLandmark } from '@mediapipe/tasks-vision'
import { keepToOwnOrigin } from '../workers/keep-to-own-origin.ts'
import { answerCalls } from '../workers/worker-calls.ts'
import type { LandmarkCalls } from './landmark-calls.ts'

keepToOwnOrigin()

/** More would be a crowd of faces too small to draw on; our choice. */
const maxFaces = 20

let landmarker: FaceLandmarker | null = null

answerCalls<LandmarkCalls>({
  find: async (pixels) => {
    landmarker ??= await openLandmarker()
    if (landmarker === null) {
      return {
        output: failed('model-missing', 'Expected the file of the landmark model on the server but it is not there'),
      }
    }
    const { width, height } = pixels
    const { faceLandmarks } = landmarker.detect(new ImageData(pixels.data, width, height))
    const meshes = faceLandmarks.map((points) => inPixels(points, width, height))
    meshes.sort((a, b) => faceWidth(b) - faceWidth(a))
    return { output: succeeded(meshes), transfer: meshes.map(({ buffer }) => buffer) }
  },
})

/** @returns null when the server has no file */
async function openLandmarker(): Promise<FaceLandmarker | null> {
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
  return FaceLandmarker.createFromOptions(files, {
    baseOptions: { modelAssetBuffer: model, delegate: 'CPU' },
    runningMode: 'IMAGE',
    numFaces: maxFaces,
  })
}

/** From shares of the picture, counted from its edge. */
function inPixels(points: readonly NormalizedLandmark[], width: number, height: number): Float32Array<ArrayBuffer> {
  return Float32Array.from(points.flatMap(({ x, y }) => [x * width - 0.5, y * height - 0.5]))
}

/** Between the outer ends of the eyes, pixels. */
function faceWidth(mesh: Float32Array): number {
  return Math.hypot(mesh[263 * 2]! - mesh[33 * 2]!, mesh[263 * 2 + 1]! - mesh[33 * 2 + 1]!)
}
