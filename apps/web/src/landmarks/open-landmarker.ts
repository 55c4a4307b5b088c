import { FaceLandmarker, type FaceLandmarkerOptions } from '@mediapipe/tasks-vision'
import { cutOut } from '#photos/cut-out.ts'
import type { Pixels } from '#photos/pixels.ts'
import { faintConfidence, faintLooks } from './faint-looks.ts'
import { type FoundFace, foundFaces, movedFace } from './found-face.ts'
import { createFaceSettler, isSameFound, type SettleFace } from './settle-face.ts'

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
  const find = (task: FaceLandmarker, picture: ImageData, left = 0, top = 0) =>
    foundFaces(task.detect(picture), picture.width, picture.height).map((face) => movedFace(face, left, top))
  const findUsual = ({ data, width, height }: Pixels) => largestFirst(find(usual, new ImageData(data, width, height)))
  return {
    find: findUsual,
    findSettled: async (pixels) => {
      settler ??= openTask(model, { runningMode: 'VIDEO', numFaces: 1 }).then(createFaceSettler)
      const settle = await settler
      const faces = findUsual(pixels).map((face) => settle(pixels, face) ?? face)
      if (faces.length > 0) return faces
      faint ??= openTask(model, {
        ...{ runningMode: 'IMAGE', numFaces: maxFaces },
        ...{ minFaceDetectionConfidence: faintConfidence, minFacePresenceConfidence: faintConfidence },
      })
      const task = await faint
      for (const looks of faintLooks(pixels)) {
        const sure: FoundFace[] = []
        for (const box of looks) {
          for (const face of find(task, cutOut(pixels, box), box.left, box.top)) {
            if (sure.some((known) => isSameFound(known, face))) continue
            const settled = settle(pixels, face)
            if (settled !== null && !sure.some((known) => isSameFound(known, settled))) sure.push(settled)
          }
        }
        if (sure.length > 0) return largestFirst(sure).slice(0, maxFaces)
      }
      return []
    },
  }
}

function largestFirst(faces: readonly FoundFace[]): FoundFace[] {
  return faces.toSorted((a, b) => faceWidth(b.mesh) - faceWidth(a.mesh))
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
