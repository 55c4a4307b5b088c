import { basename } from 'node:path'
import type { Dataset, PhotoPair } from '#dataset.ts'
import { assembleDataset, type HashedPhoto } from '#folder/assemble-dataset.ts'
import { labelsBeside } from '../labels-beside.ts'
import { loadPackedPicture } from '../load-packed-picture.ts'
import type { OpenOptions } from '../open-options.ts'
import { inferPeople } from './infer-people.ts'
import { type ReadPack, readPack } from './read-pack.ts'

/**
 * Opens a verification set as InsightFace packs it (`lfw.bin`, `cfp_fp.bin`, `agedb_30.bin`): a pickle of two lists, pictures and
 * answers; pictures 2i and 2i + 1 are the i-th pair, and its answer is whether they are of one person.
 *
 * A picture that occurs in several pairs is one photo; its id is its first place, `000012.jpg`. Nobody is named: people follow from the
 * genuine pairs. A pack says nothing of masks: pictures are bare unless `lfw.labels.csv` beside `lfw.bin` says otherwise
 * (`file,identity,masked`, ids as files), which also names the people.
 *
 * @param path of the `.bin` file
 * @throws DatasetError `bad-pack` with the byte, `unreadable-photo`, `bad-labels` or `absent-photo`; the signal's reason when aborted
 */
export async function openVerificationPack(path: string, options: OpenOptions = {}): Promise<Dataset> {
  const file = basename(path)
  const pack = await readPack(path, options.signal)
  const { photos, ids, places, answers } = pack
  const listed = answers.map((genuine, i) => ({ reference: places[2 * i]!, probe: places[2 * i + 1]!, genuine }))
  const inferred = inferPeople(photos.length, listed)
  const stem = path.replace(/\.bin$/i, '')
  const labels = await labelsBeside(stem, new Set(ids))
  const load = (offset: number, length: number) =>
    loadPackedPicture(path, offset, length, (cursor) => cursor.take(length, 'a picture'))
  const hashed = photos.map(({ offset, length, sha256 }, photo): HashedPhoto => {
    const id = ids[photo]!
    const label = labels?.get(id) ?? { person: `person-${ids[inferred[photo]!]!.replace(/\..*/, '')}`, masked: false }
    return { photo: { id, ...label, load: () => load(offset, length), landmarks: null }, sha256 }
  })
  const personOf = hashed.map(({ photo }) => photo.person)
  const contradictions = listed.filter(
    ({ reference, probe, genuine }) => (personOf[reference] === personOf[probe]) !== genuine,
  ).length
  const pairs = listed.map(
    ({ reference, probe, genuine }): PhotoPair => ({ reference: ids[reference]!, probe: ids[probe]!, genuine }),
  )
  return assembleDataset({
    name: options.name ?? basename(stem),
    what: 'Verification pack',
    photos: hashed,
    pairs,
    notes: [...notesOn(pack, listed, contradictions), ...(labels === null ? [unlabelled(file)] : [])],
  })
}

function unlabelled(file: string): string {
  return `The pack names nobody and says nothing of masks; without ${file.replace(/\.bin$/i, '.labels.csv')} people are inferred from genuine pairs and all pictures count as bare.`
}

function notesOn(
  { photos, places }: ReadPack,
  listed: readonly { reference: number; probe: number }[],
  contradictions: number,
): string[] {
  const notes: string[] = []
  if (photos.length < places.length) {
    notes.push(`${places.length} pictures are ${photos.length} different ones; the same bytes are one photo.`)
  }
  const same = listed.filter(({ reference, probe }) => reference === probe).length
  if (same > 0) notes.push(`${same} pairs compare a picture with itself; they are kept as listed.`)
  if (contradictions > 0) {
    notes.push(
      `${contradictions} pairs contradict what other pairs or the labels say of who is on them; they are kept as listed.`,
    )
  }
  return notes
}
