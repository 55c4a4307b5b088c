import { createHash } from 'node:crypto'
import { canonicalJson, type Rng } from '@maskmirror/core'
import { createOrder } from '#data/picture-order.ts'
import { type DevelopmentError, type DevelopmentSet, developmentError } from '#training/development-error.ts'
import type { FaceSource } from '#training/face-batch.ts'
import type { MapCache } from './map-cache.ts'
import { bareForms } from './map-pictures.ts'

/** Cached maps of faces of known people: `forms` records of each face, the bare ones first. */
export interface IdentityMaps {
  readonly cache: MapCache
  /** Of the pictures and of all that was done to them. */
  readonly checksum: string
  /** Index of the person of each face. */
  readonly people: readonly number[]
  /** Bare and masked records of a face. */
  readonly forms: number
}

/** Cached maps of faces known by their mask: a record as it is and a mirrored one of each. */
export interface MaskMaps {
  readonly cache: MapCache
  readonly checksum: string
  readonly isMasked: readonly boolean[]
}

export interface MapSizes {
  /** Numbers of a map. */
  readonly map: number
  /** Numbers of an embedding. */
  readonly dimension: number
}

/**
 * Batches from caches: a face bare and with one of its masks, both mirrored or neither. Every face comes once before any comes
 * again, and what a pass gives follows from its number.
 *
 * @param options.batch faces in a pass
 * @param options.real with the number of its faces in a pass; null for none
 */
export function createMapSource(
  identity: IdentityMaps,
  sizes: MapSizes,
  rng: Rng,
  options: { readonly batch: number; readonly real: { readonly maps: MaskMaps; readonly batch: number } | null },
): FaceSource {
  const { batch, real } = options
  const { people, forms, cache } = identity
  const placeOf = createOrder(people.length, rng.fork('order'))
  const realPlaceOf = createOrder(real?.maps.isMasked.length ?? 0, rng.fork('real order'))
  const checksum = createHash('sha256')
    .update(canonicalJson({ identity: identity.checksum, real: real?.maps.checksum ?? null }))
    .digest('hex')
  return {
    classes: Math.max(...people) + 1,
    checksum,
    batch: async (pass) => {
      const draw = rng.fork(`pass ${pass}`)
      const faces = Array.from({ length: batch }, (_, i) => placeOf(pass * batch + i))
      const sides = faces.map(() => draw.int(2))
      const masks = faces.map(() => draw.int((forms - bareForms) / 2))
      const unmasked = await readRecords(
        cache,
        faces.map((face, i) => face * forms + sides[i]!),
        sizes,
      )
      const masked = await readRecords(
        cache,
        faces.map((face, i) => face * forms + bareForms + 2 * masks[i]! + sides[i]!),
        sizes,
      )
      const base = {
        labels: faces.map((face) => people[face]!),
        unmasked: unmasked.maps,
        masked: masked.maps,
        original: unitRows(unmasked.embeddings, sizes.dimension),
      }
      if (real === null) return { ...base, real: null }
      const others = Array.from({ length: real.batch }, (_, i) => realPlaceOf(pass * real.batch + i))
      const { maps } = await readRecords(
        real.maps.cache,
        others.map((face) => face * bareForms + draw.int(2)),
        sizes,
      )
      return { ...base, real: { pictures: maps, isMasked: others.map((face) => real.maps.isMasked[face]!) } }
    },
  }
}

/** Every face bare and with its first mask. */
export async function readDevelopmentMaps(
  { cache, people, forms }: IdentityMaps,
  sizes: MapSizes,
): Promise<DevelopmentSet> {
  const [unmasked, masked] = await Promise.all(
    [0, bareForms].map((form) =>
      readRecords(
        cache,
        people.map((_, face) => face * forms + form),
        sizes,
      ),
    ),
  )
  return { people, unmasked: unmasked!.maps, masked: masked!.maps }
}

/** What development people say about the recogniser as it was. @param fmr at which false non-matches are counted */
export async function errorBefore(
  { cache, people, forms }: IdentityMaps,
  sizes: MapSizes,
  fmr: number,
): Promise<DevelopmentError> {
  const recordsOf = (form: number) =>
    readRecords(
      cache,
      people.map((_, face) => face * forms + form),
      sizes,
    )
  const [unmasked, masked] = [(await recordsOf(0)).embeddings, (await recordsOf(bareForms)).embeddings]
  // they stand in for pictures, and are their own embeddings
  return developmentError({ people, unmasked, masked }, async (embeddings) => embeddings, fmr)
}

/**
 * Where people lie before anything is learned: the mean of the unit embeddings of their bare faces. Centres that begin at random
 * would pull every embedding away at once.
 *
 * @returns [dimension, people], columns of unit length
 */
export async function centresOf({ cache, people, forms }: IdentityMaps, sizes: MapSizes): Promise<Float32Array> {
  const { dimension } = sizes
  const count = Math.max(...people) + 1
  const sums = new Float32Array(count * dimension)
  for (const [face, person] of people.entries()) {
    const { embeddings } = await readRecords(cache, [face * forms, face * forms + 1], sizes)
    for (const [i, value] of unitRows(embeddings, dimension).entries())
      sums[person * dimension + (i % dimension)]! += value
  }
  const units = unitRows(sums, dimension)
  const turned = new Float32Array(units.length)
  for (let i = 0; i < units.length; i++) turned[(i % dimension) * count + Math.floor(i / dimension)] = units[i]!
  return turned
}

async function readRecords(cache: MapCache, indexes: readonly number[], { map, dimension }: MapSizes) {
  const length = map + dimension
  const records = new Float32Array(indexes.length * length)
  await cache.read(indexes, records)
  const maps = new Float32Array(indexes.length * map)
  const embeddings = new Float32Array(indexes.length * dimension)
  for (let i = 0; i < indexes.length; i++) {
    maps.set(records.subarray(i * length, i * length + map), i * map)
    embeddings.set(records.subarray(i * length + map, (i + 1) * length), i * dimension)
  }
  return { maps, embeddings }
}

function unitRows(rows: Float32Array, dimension: number): Float32Array {
  const result = new Float32Array(rows.length)
  for (let from = 0; from < rows.length; from += dimension) {
    const row = rows.subarray(from, from + dimension)
    const length = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0)) || 1
    result.set(
      row.map((value) => value / length),
      from,
    )
  }
  return result
}
