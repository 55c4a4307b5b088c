import { type Failure, failed, succeeded } from '@maskmirror/core'
import { decodePhoto } from '#photos/decode-photo.ts'
import { imageOfPixels } from '#photos/pixels.ts'
import { keepToOwnOrigin } from '../workers/keep-to-own-origin.ts'
import { answerCalls } from '../workers/worker-calls.ts'
import { examineFace } from './examine-face.ts'
import type { LandmarkCalls } from './landmark-calls.ts'
import { type Landmarker, openLandmarker } from './open-landmarker.ts'
import { openMaskReader } from './open-mask-reader.ts'

keepToOwnOrigin()

/** Longer side of a photo that is examined, pixels: the model looks at 256 of a face; our choice. */
const examinedSide = 1600

let landmarker: Landmarker | null = null
let maskReader: ReturnType<typeof openMaskReader> | null = null

answerCalls<LandmarkCalls>({
  find: async (pixels) => {
    landmarker ??= await openLandmarker()
    if (landmarker === null) return { output: modelMissing() }
    const meshes = (await landmarker.findSettled(pixels)).map(({ mesh }) => mesh)
    return { output: succeeded(meshes), transfer: meshes.map(({ buffer }) => buffer) }
  },
  examine: async (source) => {
    const opened = await decodePhoto(source, examinedSide)
    if (!opened.ok) return { output: opened }
    landmarker ??= await openLandmarker()
    if (landmarker === null) return { output: modelMissing() }
    const { pixels } = opened.value
    const image = imageOfPixels(pixels)
    // the next picture of a camera comes before a face of this one has settled
    const found = source instanceof Blob ? await landmarker.findSettled(pixels) : landmarker.find(pixels)
    maskReader ??= openMaskReader()
    const decideMask = await maskReader
    const faces = found.map((face) => examineFace(image, face, decideMask))
    return { output: succeeded({ ...opened.value, faces }), transfer: [pixels.data.buffer] }
  },
})

function modelMissing(): Failure<'model-missing'> {
  return failed('model-missing', 'Expected the landmark model on the server but its file is missing or damaged')
}
