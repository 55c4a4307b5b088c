import { createLandmarks, failed, type Image, type Outcome, succeeded } from '@maskmirror/core'
import type { ExactLandmarks } from '@maskmirror/datasets'
import { encodeFace, encodeFailure } from '@maskmirror/datasets/face-cache'
import { alignFace, createFaceFinder, type FaceFinder, openFaceDetector, openLandmarker } from '@maskmirror/faces'
import { ImagingError } from '@maskmirror/imaging'
import { decodeImage, encodeJpeg, setCodecThreads } from '@maskmirror/imaging/codec'
import { applyAffine } from '@maskmirror/imaging/geometry'
import { createInferenceRuntime, type ResolvedModel } from '@maskmirror/inference'
import type { FaceCacheOptions } from './cache-options.ts'

/** What every thread opens for itself; plain data, because it goes to other threads. */
export interface CutKit {
  /** null where all landmarks are known. */
  readonly models: { readonly detector: ResolvedModel; readonly landmarker: ResolvedModel } | null
  readonly options: FaceCacheOptions
}

/** A photo file and what is known of its face. */
export interface CutTask {
  readonly bytes: Uint8Array
  /** Points in pixels of the photo; null where they are to be found. */
  readonly exact: { readonly arcface5: Float32Array; readonly ibug68: Float32Array } | null
}

/** Cuts faces out of photos with models of its own, opened for the first of them. */
export interface FaceCutter {
  /** The payload of the photo's record. @throws FacesError, InferenceError when a model cannot be used */
  run(task: CutTask): Promise<Uint8Array>
  close(): Promise<void>
}

export function createFaceCutter({ models, options }: CutKit): FaceCutter {
  const runtime = createInferenceRuntime({ ownThread: true, threadsPerWorker: 1 })
  setCodecThreads(1)
  let opened: Promise<FaceFinder> | null = null
  const openFinder = async ({ detector, landmarker }: NonNullable<CutKit['models']>) =>
    createFaceFinder({
      detector: await openFaceDetector({ runtime, model: detector }),
      landmarker: await openLandmarker({ runtime, model: landmarker }),
      policy: options.policy,
    })
  const pointsIn = async (image: Image, exact: CutTask['exact']): Promise<Outcome<ExactLandmarks>> => {
    if (exact !== null) {
      const { arcface5, ibug68 } = exact
      return succeeded({
        arcface5: createLandmarks('arcface5', arcface5),
        ibug68: createLandmarks('ibug68', ibug68),
      })
    }
    if (models === null) return failed('no-exact-landmarks', 'the data set gives no landmarks for this photo')
    opened ??= openFinder(models)
    const found = await (await opened).find(image)
    if (!found.ok) return found
    return succeeded({ arcface5: found.value.alignmentPoints, ibug68: found.value.landmarks68 })
  }
  return {
    run: async ({ bytes, exact }) => {
      const image = await decode(bytes)
      if (!image.ok) return encodeFailure(image)
      const found = await pointsIn(image.value, exact)
      return found.ok ? cut(image.value, found.value, options) : encodeFailure(found)
    },
    close: () => runtime.close(),
  }
}

async function decode(bytes: Uint8Array): Promise<Outcome<Image>> {
  try {
    return succeeded(await decodeImage(bytes))
  } catch (error) {
    if (error instanceof ImagingError) return failed(error.code, error.message)
    throw error
  }
}

async function cut(
  image: Image,
  { arcface5, ibug68 }: ExactLandmarks,
  { side, pixels, quality }: FaceCacheOptions,
): Promise<Uint8Array> {
  const { crop, toCrop } = alignFace(image, arcface5, { size: side })
  const points = Float32Array.of(...applyAffine(toCrop, arcface5.points), ...applyAffine(toCrop, ibug68.points))
  const picture = pixels === 'raw' ? new Uint8Array(crop.data) : await encodeJpeg(crop, quality)
  return encodeFace({ points, picture })
}
