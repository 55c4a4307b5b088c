import { basename } from 'node:path'
import type { Pickled } from '@maskmirror/core'
import { badPack, openFileCursor } from '../file-cursor.ts'
import { type PickledBytes, scanPickle } from './scan-pickle.ts'

/** What a verification pack holds; pictures with the same bytes are one photo. */
export interface ReadPack {
  readonly photos: readonly PickledBytes[]
  /** By photo: its first place among the pictures, with the ending of its kind, `000012.jpg`. */
  readonly ids: readonly string[]
  /** By picture of the pack: its photo. */
  readonly places: readonly number[]
  /** By pair, whether its pictures 2i and 2i + 1 are of one person. */
  readonly answers: readonly boolean[]
}

/** @throws DatasetError `bad-pack` with the byte, or the signal's reason */
export async function readPack(path: string, signal?: AbortSignal): Promise<ReadPack> {
  const { pictures, answers } = await readLists(path, signal)
  const digits = Math.max(6, String(pictures.length - 1).length)
  const photos: PickledBytes[] = []
  const ids: string[] = []
  const photoOf = new Map<string, number>()
  const places = pictures.map((picture, place) => {
    const known = photoOf.get(picture.sha256)
    if (known !== undefined) return known
    photoOf.set(picture.sha256, photos.length)
    ids.push(`${String(place).padStart(digits, '0')}${picture.ending}`)
    return photos.push(picture) - 1
  })
  return { photos, ids, places, answers }
}

async function readLists(
  path: string,
  signal: AbortSignal | undefined,
): Promise<{ pictures: PickledBytes[]; answers: boolean[] }> {
  const file = basename(path)
  await using cursor = await openFileCursor(path, file)
  const value = await scanPickle(cursor, signal)
  const end = cursor.offset
  const fail = (message: string) => badPack(file, end, message)
  const [first, second, ...rest] = itemsOf(value) ?? []
  const [pictures, answers] = [itemsOf(first), itemsOf(second)]
  if (pictures === null || answers === null || rest.length > 0) {
    throw fail('expected a pickle of two lists, pictures and answers')
  }
  const bytes = pictures.map((item, i) => {
    if (item !== null && typeof item === 'object' && 'kind' in item) return item
    throw fail(`expected pictures as bytes but number ${i} is something else`)
  })
  const booleans = answers.map((item, i) => {
    if (item === true || item === 1) return true
    if (item === false || item === 0) return false
    throw fail(`expected answers as booleans but number ${i} is something else`)
  })
  if (booleans.length === 0) throw fail('expected at least one pair but the pack is empty')
  if (bytes.length !== booleans.length * 2) {
    throw fail(`expected two pictures for each of ${booleans.length} answers but received ${bytes.length}`)
  }
  return { pictures: bytes, answers: booleans }
}

function itemsOf(value: Pickled<PickledBytes> | undefined): readonly Pickled<PickledBytes>[] | null {
  return Array.isArray(value) ? value : null
}
