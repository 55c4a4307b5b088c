import { FaceLandmarker } from '@mediapipe/tasks-vision'
import type { Pixels } from '#photos/pixels.ts'
import { type FoundFace, foundFaces } from './found-face.ts'
import { createFaceSettler, type SettleFace } from './settle-face.ts'

export interface Landmarker {
  /** The faces of a picture as they are found at first sight, the largest first. */
  find(pixels: Pixels): FoundFace[]
  /** The same, each looked at again until its points stay: several times slower. */
  findSettled(pixels: Pixels): Promise<FoundFace[]>
}

/** More would be a crowd of faces too small to work with; our choice. */
const maxFaces = 20

/**
 * Opens MediaPipe's Face Landmarker with the server's file of the model; to be called in a worker.
 *
 * @returns null when the server has no file
 */
export async function openLandmarker(): Promise<Landmarker | null> {
  const answer = await fetch('/face-landmarker.task', { cache: 'no-store' })
  if (answer.status === 404) return null
  if (!answer.ok) throw new Error(`Expected the file of the landmark model but the server answered ${answer.status}`)
  const model = new Uint8Array(await answer.arrayBuffer())
  const all = await openTask(model, 'IMAGE', maxFaces)
  let settle: SettleFace | null = null // the camera does without
  const find = (pixels: Pixels) => {
    const { data, width, height } = pixels
    const faces = foundFaces(all.detect(new ImageData(data, width, height)), width, height)
    return faces.sort((a, b) => faceWidth(b.mesh) - faceWidth(a.mesh))
  }
  return {
    find,
    findSettled: async (pixels) => {
      const faces = find(pixels)
      settle ??= createFaceSettler(await openTask(model, 'VIDEO', 1))
      const opened = settle
      return faces.map((face) => opened(pixels, face))
    },
  }
}

async function openTask(model: Uint8Array, runningMode: 'IMAGE' | 'VIDEO', numFaces: number): Promise<FaceLandmarker> {
  // its log of usual events would stand in the console as errors; what goes wrong is thrown besides
  Object.assign(self, { Module: { print: () => {}, printErr: () => {} } })
  const files = {
    wasmLoaderPath: new URL('@mediapipe/tasks-vision/vision_wasm_internal.js', import.meta.url).href,
    wasmBinaryPath: new URL('@mediapipe/tasks-vision/vision_wasm_internal.wasm', import.meta.url).href,
  }
  return FaceLandmarker.createFromOptions(files, {
    baseOptions: { modelAssetBuffer: model, delegate: 'CPU' },
    runningMode,
    numFaces,
    outputFacialTransformationMatrixes: true,
  })
}

/** Between the outer ends of the eyes, pixels. */
function faceWidth(mesh: Float32Array): number {
  return Math.hypot(mesh[263 * 2]! - mesh[33 * 2]!, mesh[263 * 2 + 1]! - mesh[33 * 2 + 1]!)
}
