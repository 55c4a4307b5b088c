import { FaceLandmarker, type FaceLandmarkerOptions } from '@mediapipe/tasks-vision'
import { cutOut } from '#photos/cut-out.ts'
import type { Pixels } from '#photos/pixels.ts'
import { faintConfidence, faintMargins } from './faint-looks.ts'
import { type FoundFace, foundFaces, movedFace } from './found-face.ts'
import { createFaceSettler, type SettleFace } from './settle-face.ts'

export interface Landmarker {
  /** The faces of a picture as they are found at first sight, the largest first. */
  find(pixels: Pixels): FoundFace[]
  /** The same, each looked at again until its points stay, and the picture in other ways while none is found: slower. */
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
  const usual = await openTask(model, { runningMode: 'IMAGE', numFaces: maxFaces })
  // the camera does without these
  let faint: Promise<FaceLandmarker> | null = null
  let settler: Promise<SettleFace> | null = null
  const find = (task: FaceLandmarker, pixels: Pixels, margin = 0) => {
    const border = Math.round(margin * Math.max(pixels.width, pixels.height))
    const [width, height] = [pixels.width + 2 * border, pixels.height + 2 * border]
    const picture =
      border === 0
        ? new ImageData(pixels.data, width, height)
        : cutOut(pixels, { left: -border, top: -border, width, height })
    const faces = foundFaces(task.detect(picture), width, height).map((face) => movedFace(face, -border, -border))
    return faces.sort((a, b) => faceWidth(b.mesh) - faceWidth(a.mesh))
  }
  return {
    find: (pixels) => find(usual, pixels),
    findSettled: async (pixels) => {
      settler ??= openTask(model, { runningMode: 'VIDEO', numFaces: 1 }).then(createFaceSettler)
      const settle = await settler
      const faces = find(usual, pixels).map((face) => settle(pixels, face) ?? face)
      if (faces.length > 0) return faces
      faint ??= openTask(model, {
        ...{ runningMode: 'IMAGE', numFaces: maxFaces },
        ...{ minFaceDetectionConfidence: faintConfidence, minFacePresenceConfidence: faintConfidence },
      })
      const task = await faint
      for (const margin of faintMargins) {
        const sure = find(task, pixels, margin).flatMap((face) => settle(pixels, face) ?? [])
        if (sure.length > 0) return sure
      }
      return []
    },
  }
}

async function openTask(
  model: Uint8Array,
  options: Omit<FaceLandmarkerOptions, 'baseOptions'>,
): Promise<FaceLandmarker> {
  // its log of usual events would stand in the console as errors; what goes wrong is thrown besides
  Object.assign(self, { Module: { print: () => {}, printErr: () => {} } })
  const files = {
    wasmLoaderPath: new URL('@mediapipe/tasks-vision/vision_wasm_internal.js', import.meta.url).href,
    wasmBinaryPath: new URL('@mediapipe/tasks-vision/vision_wasm_internal.wasm', import.meta.url).href,
  }
  return FaceLandmarker.createFromOptions(files, {
    baseOptions: { modelAssetBuffer: model, delegate: 'CPU' },
    ...options,
    outputFacialTransformationMatrixes: true,
  })
}

/** Between the outer ends of the eyes, pixels. */
function faceWidth(mesh: Float32Array): number {
  return Math.hypot(mesh[263 * 2]! - mesh[33 * 2]!, mesh[263 * 2 + 1]! - mesh[33 * 2 + 1]!)
}
