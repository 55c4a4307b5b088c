import { createFaceFinder, openFaceDetector, openLandmarker } from '@maskmirror/faces'
import { rasteriseSvg } from '@maskmirror/imaging/codec'
import { createInferenceRuntime, type ModelRegistry } from '@maskmirror/inference'
import { createMaskTemplates, maskTypes } from '@maskmirror/mask-the-face'
import { resolveFaceModels } from '../face-models.ts'
import { findModel } from '../model-source.ts'
import type { RunRequest } from '../run-request.ts'
import type { MirrorTools } from './mirror-pictures.ts'

/**
 * @param options.model `lbp`, the name of a card or a path to an .onnx file; null: nothing is scored
 * @param options.policy which face of a photo with several
 * @throws ExperimentError `faces-models-missing` with the commands that get them, `model-not-embedding`; InferenceError
 */
export async function openMirrorTools(
  models: ModelRegistry,
  { model, policy }: { model: string | null; policy: RunRequest['facePolicy'] },
): Promise<MirrorTools> {
  const { detector, landmarker } = await resolveFaceModels(models)
  const inference = createInferenceRuntime()
  const closers = [() => inference.close()]
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer()
  }
  try {
    const source = model === null ? null : await findModel(model, { models, inference })
    const finder = createFaceFinder({
      detector: await openFaceDetector({ runtime: inference, model: detector }),
      landmarker: await openLandmarker({ runtime: inference, model: landmarker }),
      policy,
    })
    closers.push(() => finder.close())
    const embedder = source === null ? null : await source.open()
    if (embedder !== null) closers.push(() => embedder.close())
    const treatments = { templates: await createMaskTemplates(rasteriseSvg, maskTypes), segment: null }
    return { finder, treatments, embedder, [Symbol.asyncDispose]: close }
  } catch (error) {
    await close()
    throw error
  }
}
