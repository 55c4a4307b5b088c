import { basename, extname, join } from 'node:path'
import type { Failure } from '@maskmirror/core'
import { readPhotoFile } from '@maskmirror/datasets'
import type { OcclusionOptions } from '@maskmirror/evaluation/understanding'
import { createFaceFinder, type FaceFinder, openFaceDetector, openLandmarker } from '@maskmirror/faces'
import { encodePng } from '@maskmirror/imaging/codec'
import { createInferenceRuntime, type ModelRegistry } from '@maskmirror/inference'
import { makeFolder } from '@maskmirror/storage'
import { resolveFaceModels } from '../face-models.ts'
import { findModel } from '../model-source.ts'
import { replaceFile } from '../picture-folder/replace-file.ts'
import type { RunRequest } from '../run-request.ts'
import { alignInPhoto } from '../stages/align-in-photo.ts'
import { loadPhoto } from '../stages/load-photo.ts'
import { throwIfCancelled } from '../stages/run-shards.ts'
import { type DescribedLook, describeLooks, type LookScales } from './describe-looks.ts'
import { createFaceLooker, type FaceLook, type FaceLooker } from './look-at-face.ts'

/** What finds and looks at faces. */
export interface ExplainTools extends AsyncDisposable {
  readonly finder: FaceFinder
  readonly looker: FaceLooker
}

/** What lies in the output folder, as `explain.json` says it too; pictures are names of files. */
export interface PhotosExplanation {
  readonly model: string
  readonly photos: readonly {
    readonly file: string
    readonly look: DescribedLook<string> | null
    /** Why there is none. */
    readonly failure: Failure | null
  }[]
  readonly scales: LookScales
}

/**
 * @param options.model `lbp`, the name of a card or a path to an .onnx file
 * @param options.policy which face of a photo with several
 * @throws ExperimentError `faces-models-missing` with the commands that get them, `model-not-embedding`; InferenceError
 */
export async function openExplainTools(
  models: ModelRegistry,
  { model, policy }: { model: string; policy: RunRequest['facePolicy'] },
): Promise<ExplainTools> {
  const { detector, landmarker } = await resolveFaceModels(models)
  const inference = createInferenceRuntime()
  const closers = [() => inference.close()]
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer()
  }
  try {
    const looker = createFaceLooker(await findModel(model, { models, inference }), null)
    closers.push(async () => looker[Symbol.asyncDispose]())
    const finder = createFaceFinder({
      detector: await openFaceDetector({ runtime: inference, model: detector }),
      landmarker: await openLandmarker({ runtime: inference, model: landmarker }),
      policy,
    })
    closers.push(() => finder.close())
    return { finder, looker, [Symbol.asyncDispose]: close }
  } catch (error) {
    await close()
    throw error
  }
}

/**
 * Writes what a recogniser looks at on the faces of photographs, all to one scale: PNG and `explain.json`.
 *
 * @param request.target what the similarity is with: each face itself, or the face of the first photo
 * @param request.output a folder, made when missing; files in it of the same names are replaced
 * @throws ExperimentError `cancelled` between two photos; EvaluationError `count-out-of-range`; what is wrong with the disk
 */
export async function explainPhotos(
  request: {
    readonly model: string
    readonly photos: readonly string[]
    readonly target: 'itself' | 'first'
    readonly occlusion: OcclusionOptions
    readonly output: string
  },
  { finder, looker }: ExplainTools,
  signal: AbortSignal,
): Promise<PhotosExplanation> {
  const { model, photos, target, occlusion, output } = request
  const failures = new Map<number, Failure>()
  const looks: (FaceLook & { readonly photo: number })[] = []
  for (const [photo, file] of photos.entries()) {
    throwIfCancelled(signal)
    const image = await loadPhoto({ load: () => readPhotoFile(file) })
    const aligned = image.ok ? await alignInPhoto(image.value, null, { kind: 'finder', finder }) : image
    if (!aligned.ok) {
      failures.set(photo, aligned)
      if (target === 'first' && photo === 0) break // nothing to compare with
      continue
    }
    const against = target === 'first' && photo > 0 ? looks[0]!.crop : null
    looks.push({ photo, ...(await looker.look(aligned.value.crop, { against, occlusion })) })
  }
  await makeFolder(output)
  const described = await describeLooks(looks, async (picture, face, what) => {
    const { photo } = looks[face]!
    const stem = basename(photos[photo]!, extname(photos[photo]!))
      .replace(/[^\w.-]/g, '_')
      .slice(0, 80)
    const name = `${String(photo + 1).padStart(3, '0')}-${stem}${what === 'face' ? '' : `.${what}`}.png`
    await replaceFile(join(output, name), await encodePng(picture))
    return name
  })
  const lookOf = new Map(looks.map(({ photo }, i) => [photo, described.looks[i]!]))
  const explanation = {
    model,
    photos: photos.map((file, photo) => ({
      file,
      look: lookOf.get(photo) ?? null,
      failure: failures.get(photo) ?? null,
    })),
    scales: described.scales,
  }
  await replaceFile(join(output, 'explain.json'), `${JSON.stringify(explanation, null, 2)}\n`)
  return explanation
}
