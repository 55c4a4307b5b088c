import { createRng } from '@maskmirror/core'
import {
  type BatchOrder,
  balancedOrder,
  createBatchLoader,
  type FaceCache,
  type ReaderSettings,
  shuffledOrder,
} from '@maskmirror/datasets/face-cache'
import type { FaceSource } from '#training/face-batch.ts'
import { ModelError } from '../error.ts'
import type { ChosenFaces } from './choose-faces.ts'
import type { PairBatch, PairKit, PairTask } from './pair-batch.ts'

/**
 * Faces of a cache with masks drawn afresh each time, by threads of its own that are ahead of the training. What a pass
 * gives follows from the seed and its number alone.
 *
 * @param options.batch faces with an identity in a pass
 * @param options.facesPerPerson null: every face once in each round
 * @param options.real faces known by their mask, and how many of them in a pass
 * @param options.seed also of masks and mirroring
 * @param options.threads ≥ 1
 * @param options.onLeftOut told once for each face on which no mask can be drawn; others stand in its place
 */
export function createCachedFaceSource(options: {
  readonly cache: FaceCache
  readonly faces: Pick<ChosenFaces, 'learned' | 'classOf' | 'classes'>
  readonly batch: number
  readonly facesPerPerson: number | null
  readonly real: { readonly cache: FaceCache; readonly faces: Uint32Array; readonly batch: number } | null
  readonly seed: string
  readonly checksum: string
  readonly threads: number
  readonly onLeftOut: (what: { readonly what: string; readonly reason: string }) => void
}): FaceSource & { close(): Promise<void> } {
  const { cache, faces, real, seed, checksum, threads, onLeftOut } = options
  const order = orderOf(options)
  const realOrder =
    real === null
      ? null
      : shuffledOrder({ faces: real.faces, batch: real.batch, rng: createRng(seed).fork('real order') })
  const kit: PairKit = {
    pictures: settingsOf(cache),
    real: real === null ? null : settingsOf(real.cache),
    seed,
  }
  const loader = createBatchLoader<PairBatch>({
    threads,
    // one that is drawn while the next waits for each thread
    ahead: 2 * threads,
    worker: new URL('./pair-worker.mjs', import.meta.url),
    workerData: kit,
    taskOf: (pass): PairTask => ({
      pass,
      pictures: placed(cache, order(pass)),
      real: real === null || realOrder === null ? null : placed(real.cache, realOrder(pass)),
    }),
    errorOf: ({ message, code }) =>
      new ModelError({ code: code === 'unusable-pictures' ? code : 'pictures-failed', message, details: { code } }),
  })
  const told = new Set<number>()
  const tell = async (face: number) => {
    if (told.has(face)) return
    told.add(face)
    const [photo] = await cache.factsOf([cache.photos[face]!])
    onLeftOut({ what: photo!.id, reason: 'no mask can be drawn' })
  }
  return {
    classes: faces.classes,
    checksum,
    batch: async (pass) => {
      const { unmasked, masked, faces: chosen, from, real: mixed } = await loader.batch(pass)
      for (const [place, other] of from.entries()) if (place !== other) await tell(chosen[place]!)
      return {
        labels: from.map((place) => faces.classOf[chosen[place]!]!),
        ...{ unmasked, masked },
        real:
          mixed === null
            ? null
            : { pictures: mixed.pictures, isMasked: Array.from(mixed.faces, (face) => real?.cache.masked[face] === 1) },
      }
    },
    close: loader.close,
  }
}

function orderOf(options: {
  readonly cache: FaceCache
  readonly faces: Pick<ChosenFaces, 'learned'>
  readonly batch: number
  readonly facesPerPerson: number | null
  readonly seed: string
}): BatchOrder {
  const { cache, batch, facesPerPerson } = options
  const { learned: faces } = options.faces
  const rng = createRng(options.seed).fork('order')
  if (facesPerPerson === null) return shuffledOrder({ faces, batch, rng })
  return balancedOrder({ faces, personOf: cache.people, people: batch / facesPerPerson, facesPerPerson, rng })
}

function placed(cache: FaceCache, faces: Uint32Array): NonNullable<PairTask['real']> {
  return { faces, places: cache.placesOf(faces) }
}

function settingsOf({ folder, description: { side, pixels } }: FaceCache): ReaderSettings {
  return { folder, side, pixels }
}
