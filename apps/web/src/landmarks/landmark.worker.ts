import { type Failure, failed, succeeded } from '@maskmirror/core'
import { decodePhoto } from '#photos/decode-photo.ts'
import { imageOfPixels } from '#photos/pixels.ts'
import { keepToOwnOrigin } from '../workers/keep-to-own-origin.ts'
import { answerCalls } from '../workers/worker-calls.ts'
import { examineFace } from './examine-face.ts'
import type { LandmarkCalls } from './landmark-calls.ts'
import { type FindFaces, openLandmarker } from './open-landmarker.ts'

keepToOwnOrigin()

/** Longer side of a photo that is examined, pixels: the model looks at 256 of a face; our choice. */
const examinedSide = 1600

let findFaces: FindFaces | null = null

answerCalls<LandmarkCalls>({
  find: async (pixels) => {
    findFaces ??= await openLandmarker()
    if (findFaces === null) return { output: modelMissing() }
    const meshes = findFaces(pixels).map(({ mesh }) => mesh)
    return { output: succeeded(meshes), transfer: meshes.map(({ buffer }) => buffer) }
  },
  examine: async (source) => {
    const opened = await decodePhoto(source, examinedSide)
    if (!opened.ok) return { output: opened }
    findFaces ??= await openLandmarker()
    if (findFaces === null) return { output: modelMissing() }
    const { pixels } = opened.value
    const image = imageOfPixels(pixels)
    const faces = findFaces(pixels).map(({ mesh, pose }) => examineFace(image, mesh, pose))
    return { output: succeeded({ ...opened.value, faces }), transfer: [pixels.data.buffer] }
  },
})

function modelMissing(): Failure<'model-missing'> {
  return failed('model-missing', 'Expected the file of the landmark model on the server but it is not there')
}
