import { existsSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { extname } from 'node:path'
import type { Dataset, Photo } from '#dataset.ts'
import { diskError, isSystemError } from '#disk-error.ts'
import { DatasetError } from '#error.ts'
import { csvLine } from './csv-line.ts'
import { type PictureToPack, writeRecordio } from './recordio/write-recordio.ts'
import { readPack } from './verification-pack/read-pack.ts'
import { writeVerificationPack } from './verification-pack/write-verification-pack.ts'

/** What is written beside a pack, by its ending. */
const filesOfPack = {
  '.rec': ['.rec', '.idx', '.lst', '.labels.csv'],
  '.bin': ['.bin', '.labels.csv'],
} as const

/**
 * Packs a set for InsightFace and whoever reads its files: all photos as RecordIO (`train.rec` with `.idx` and `.lst`), or the set's own pair
 * list as a verification pack (`lfw.bin`). What such packs cannot say, people and masks and further columns, goes to `.labels.csv`
 * beside it, from where it is read again; folds of a pair list are lost. All files appear when they are whole.
 *
 * @param path ends in `.rec` or `.bin`; decides what is written
 * @throws DatasetError `bad-option` for another ending, a file that is there, or `.bin` for a set without pair list; `disk-full` or
 * `unwritable-directory`; what loading a photo throws; the signal's reason when aborted
 */
export async function exportDataset(
  dataset: Dataset,
  path: string,
  options: { signal?: AbortSignal; onProgress?: (done: number, total: number) => void } = {},
): Promise<void> {
  const ending = extname(path)
  const bad = (message: string) => new DatasetError({ code: 'bad-option', message, details: { path } })
  if (ending !== '.rec' && ending !== '.bin') {
    throw bad(`Expected the path of a pack to end in .rec or .bin but received ${JSON.stringify(path)}`)
  }
  const { pairs } = dataset
  if (ending === '.bin' && pairs === null) {
    throw bad(
      `Expected a set with a pair list to pack as ${path} but ${dataset.name} has none; pack its photos as .rec`,
    )
  }
  const stem = path.slice(0, -ending.length)
  const growing = `${stem}.partial`
  const files = filesOfPack[ending].map((end) => ({ from: `${growing}${end}`, to: `${stem}${end}` }))
  for (const { to } of files) if (existsSync(to)) throw bad(`Expected a new file but ${to} is there`)
  try {
    if (pairs !== null && ending === '.bin') await exportPairs({ ...dataset, pairs }, growing, options)
    else await exportPictures(dataset, growing, options)
    for (const { from, to } of files) await rename(from, to)
  } catch (cause) {
    for (const { from } of files) await rm(from, { force: true })
    throw isSystemError(cause) ? diskError(path, cause) : cause
  }
}

type Options = Parameters<typeof exportDataset>[2] & {}

async function exportPictures({ photos }: Dataset, stem: string, { signal, onProgress }: Options): Promise<void> {
  const byPerson = new Map<string, Photo[]>()
  for (const photo of photos) {
    const own = byPerson.get(photo.person)
    if (own === undefined) byPerson.set(photo.person, [photo])
    else own.push(photo)
  }
  const ordered = [...byPerson.values()].flatMap((own, label) => own.map((photo) => ({ label, photo })))
  const pictures = ordered.map(({ label, photo }, i): PictureToPack => {
    // a list names pictures by folder and file; other ids would not come back
    const path = /^[^/\\\t\r\n]+\/[^/\\\t\r\n]+$/.test(photo.id)
      ? photo.id
      : `class-${label}/${i + 1}${extname(photo.id)}`
    return { label, path, load: photo.load }
  })
  let done = 0
  const onPicture = () => onProgress?.(++done, pictures.length)
  await writeRecordio(stem, pictures, { onPicture, ...(signal === undefined ? {} : { signal }) })
  await writeLabels(
    stem,
    ordered.map(({ photo }, i) => ({ id: pictures[i]!.path, photo })),
  )
}

async function exportPairs(
  { photos, pairs }: Dataset & { readonly pairs: NonNullable<Dataset['pairs']> },
  stem: string,
  { signal, onProgress }: Options,
): Promise<void> {
  const path = `${stem}.bin`
  const photoById = new Map(photos.map((photo) => [photo.id, photo]))
  const toPack = pairs.map(({ reference, probe, genuine }) => ({
    reference: photoById.get(reference)!.load,
    probe: photoById.get(probe)!.load,
    genuine,
  }))
  let done = 0
  const onPair = () => onProgress?.(++done, pairs.length)
  await writeVerificationPack(path, toPack, { onPair, ...(signal === undefined ? {} : { signal }) })
  await writeLabels(stem, await labelled(path, pairs, photoById))
}

/** The ids that pictures have in the pack as it is read, with what is known of them. */
async function labelled(
  path: string,
  pairs: NonNullable<Dataset['pairs']>,
  photoById: ReadonlyMap<string, Photo>,
): Promise<{ id: string; photo: Photo }[]> {
  const { ids, places } = await readPack(path)
  const names = pairs.flatMap(({ reference, probe }) => [reference, probe])
  const photoOf = new Map(places.map((photo, place) => [ids[photo]!, photoById.get(names[place]!)!]))
  return [...photoOf].map(([id, photo]) => ({ id, photo }))
}

async function writeLabels(stem: string, labelled: readonly { id: string; photo: Photo }[]): Promise<void> {
  const columns = [...new Set(labelled.flatMap(({ photo }) => Object.keys(photo.attributes ?? {})))].sort()
  const lines = labelled.map(({ id, photo: { person, masked, attributes } }) =>
    csvLine([id, person, masked ? '1' : '0', ...columns.map((column) => attributes?.[column] ?? '')]),
  )
  await writeFile(`${stem}.labels.csv`, [csvLine(['file', 'identity', 'masked', ...columns]), ...lines].join(''))
}
