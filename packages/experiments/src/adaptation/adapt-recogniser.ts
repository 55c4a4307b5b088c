import { rasteriseSvg } from '@maskmirror/imaging/codec'
import { createMaskTemplates } from '@maskmirror/mask-the-face'
import {
  type AdaptationMaps,
  type AdaptConfig,
  AdaptConfigSchema,
  type Adapted,
  adapt,
  createMapMaker,
  openBackbone,
  requireMap,
} from '@maskmirror/model/adaptation'
import type { RunEnvironment } from '#run-environment.ts'
import type { StageContext } from '#stages/run-shards.ts'
import type { AdaptFile } from './adapt-file.ts'
import { type AdaptationFaces, openAdaptationFaces } from './adaptation-data.ts'

export interface AdaptationWork extends Omit<StageContext, 'artefacts'> {
  /** Where checkpoints, metrics and the model go. */
  readonly folder: string
  /** Where maps are kept for the next training on them. */
  readonly mapFolder: string
  readonly onFaces: (faces: AdaptationFaces) => void
  readonly onBefore: Parameters<typeof adapt>[4]['onBefore']
  readonly onTraining: Parameters<typeof adapt>[4]['onProgress']
}

/**
 * Adapts a recogniser as a file says, from photos to the joined model. Everything on the way is kept: the same call goes on.
 *
 * @throws ModelError `unknown-map` with the maps that there are, `not-trainable`; what its parts throw
 */
export async function adaptRecogniser(
  file: AdaptFile,
  environment: RunEnvironment,
  work: AdaptationWork,
): Promise<Adapted & { readonly config: AdaptConfig }> {
  const { models, inference: runtime, artefacts } = environment
  const { folder, mapFolder, signal, clockMs, onProgress, onBefore, onTraining } = work
  const backbone = await openBackbone(await models.resolve(file.backbone ?? ''), runtime)
  const map = requireMap(backbone, file.featureMap ?? null)
  const config = AdaptConfigSchema.parse({
    ...file.training,
    network: { ...file.training.network, sha256: backbone.model.sha256, featureMap: map.tensor },
  })
  const faces = await openAdaptationFaces(file.data, environment, { artefacts, onProgress, clockMs, signal })
  work.onFaces(faces)
  const maker = await createMapMaker(backbone, map, {
    ...{ folder: mapFolder, seed: file.data.seed, runtime, signal, onProgress, clockMs },
    templates: await createMaskTemplates(rasteriseSvg),
  })
  try {
    const maps: AdaptationMaps = {
      learned: await maker.identities('maps', faces.learned, file.data.masks),
      development: faces.development === null ? null : await maker.identities('development maps', faces.development, 1),
      real: faces.real === null || config.realBatch === 0 ? null : await maker.maskLabelled('real maps', faces.real),
    }
    const adapted = await adapt(backbone, map, maps, config, {
      folder,
      signal,
      clockMs,
      runtime,
      onBefore,
      onProgress: onTraining,
    })
    return { ...adapted, config }
  } finally {
    await maker.close()
  }
}
