import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { canonicalJson, createRng, type Image, type ProgressReporter } from '@maskmirror/core'
import { mirrorImage } from '@maskmirror/imaging'
import type { InferenceRuntime } from '@maskmirror/inference'
import { generatorVersion, type MaskTemplates } from '@maskmirror/mask-the-face'
import type { AlignedPicture } from '#data/aligned-set.ts'
import { computeMaps, recordLengthOf } from './compute-maps.ts'
import type { FeatureMap, OpenedBackbone } from './feature-maps.ts'
import { type MapCache, openMapCache } from './map-cache.ts'
import { bareForms, pictureForm } from './map-pictures.ts'
import type { IdentityMaps, MaskMaps } from './map-source.ts'
import { createSplitSession } from './split-session.ts'

/** Faces of known people, cut out one by one so that they need not all be in memory. */
export interface IdentityFaces {
  /** Of all that says which faces these are. */
  readonly checksum: string
  /** Index of the person of each face. */
  readonly people: readonly number[]
  /** @param index of the face; RGB of the recogniser's size, `ibug68` in pixels of it */
  pictureOf(index: number): Promise<Pick<AlignedPicture, 'crop' | 'landmarks'>>
}

/** Faces that are known by their mask alone. */
export interface MaskLabelledFaces {
  readonly checksum: string
  readonly isMasked: readonly boolean[]
  pictureOf(index: number): Promise<Image>
}

/** Computes maps, or finds them where they were computed before. */
export interface MapMaker {
  /** @param masks of each face, each on the face as it is and mirrored */
  identities(stage: string, faces: IdentityFaces, masks: number): Promise<IdentityMaps>
  maskLabelled(stage: string, faces: MaskLabelledFaces): Promise<MaskMaps>
  close(): Promise<void>
}

/** Raised when the same faces would give other maps. */
const mapVersion = 1

/**
 * @param options.folder of the caches; what an interrupted process computed there is gone on with
 * @param options.seed of masks
 */
export async function createMapMaker(
  backbone: OpenedBackbone,
  map: FeatureMap,
  options: {
    readonly folder: string
    readonly seed: string | number
    readonly templates: MaskTemplates
    readonly runtime: InferenceRuntime
    readonly signal: AbortSignal
    readonly onProgress: ProgressReporter
    readonly clockMs: () => number
  },
): Promise<MapMaker> {
  const { folder, seed, templates, runtime } = options
  const { sha256, card } = backbone.model
  const dimension = backbone.shapes
    .get(backbone.embedding)!
    .slice(1)
    .reduce((product, size) => product * size, 1)
  const source = { mapVersion, sha256, input: card.input, map: map.tensor }
  const split = await createSplitSession(backbone.model, [map.tensor], runtime)
  const opened: MapCache[] = []
  const compute = async (
    stage: string,
    checksum: string,
    count: number,
    pictureOf: (index: number) => Promise<Image>,
  ) => {
    const cache = await openMapCache(join(folder, `${checksum}.maps`), recordLengthOf(map, dimension))
    opened.push(cache)
    await computeMaps(backbone, map, split.session, runtime, cache, { ...options, stage, count, pictureOf })
    return cache
  }
  return {
    identities: async (stage, { checksum: faces, people, pictureOf }, masks) => {
      const forms = bareForms + 2 * masks
      const checksum = hashOf({ ...source, faces, masks, seed, generatorVersion })
      const rng = createRng(seed).fork('masks')
      const cache = await compute(stage, checksum, people.length * forms, async (index) => {
        const face = Math.floor(index / forms)
        return pictureForm(await pictureOf(face), index % forms, templates, rng.fork(String(face)))
      })
      return { cache, checksum, forms, people }
    },
    maskLabelled: async (stage, { checksum: faces, isMasked, pictureOf }) => {
      const checksum = hashOf({ ...source, faces })
      const cache = await compute(stage, checksum, isMasked.length * bareForms, async (index) => {
        const crop = await pictureOf(Math.floor(index / bareForms))
        return index % bareForms === 0 ? crop : mirrorImage(crop)
      })
      return { cache, checksum, isMasked }
    },
    close: async () => {
      await Promise.all(opened.map((cache) => cache.close()))
      await split[Symbol.asyncDispose]()
    },
  }
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex')
}
