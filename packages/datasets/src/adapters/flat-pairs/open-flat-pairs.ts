import { existsSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { Dataset, PhotoPair } from '#dataset.ts'
import { DatasetError } from '#error.ts'
import { parseLabels } from '#folder/parse-labels.ts'
import { partial } from '#folder/parse-pairs.ts'
import type { PhotoLabel } from '#folder/photo-label.ts'
import { readList } from '#folder/read-list.ts'
import { type WalkedPicture, walkPictures } from '#folder/walk-pictures.ts'
import { countNotes } from '../count-notes.ts'
import { openFiles } from '../open-files.ts'
import type { OpenOptions } from '../open-options.ts'
import { type FilePair, parseFlatPairs } from './parse-flat-pairs.ts'

/**
 * Opens pictures with a list that pairs their files: CALFW, CPLFW and MLFW, see {@link parseFlatPairs}, where they lie beside each other,
 * and lists of paths such as `Ann_Lee/Ann_Lee_0001.jpg`. Of several folders (aligned pictures, originals) the one that holds most listed
 * files is taken, else the one whose name says aligned. The person is the folder of a path, else the file's name without its numbers. The list says nothing of masks: photos are bare unless `labels.csv`
 * beside it says otherwise (`file,identity,masked`, names of files).
 *
 * @param list path of the pair list
 * @throws DatasetError `bad-pairs` with the line, `absent-photo` when no listed file is there, `bad-labels`; what reading files throws
 */
export async function openFlatPairs(list: string, options: OpenOptions = {}): Promise<Dataset> {
  const path = resolve(list)
  const [root, file] = [dirname(path), basename(path)]
  const listed = parseFlatPairs(await readList(path, file, 'bad-pairs'), file)
  const { pictures } = await walkPictures(root, options.signal)
  const { folder, names, others } = chooseFolder(pictures, listed)
  if (names.size === 0) {
    const [{ line, reference }] = listed as [FilePair]
    throw new DatasetError({
      code: 'absent-photo',
      message: `${file}, line ${line}: expected a picture below ${root} but ${reference} is in none of its folders`,
      details: { file, line, photo: reference },
    })
  }
  const here = listed.filter(({ reference, probe }) => names.has(reference) && names.has(probe))
  const pairs = here.map(
    ({ reference, probe, genuine, fold }): PhotoPair => ({
      reference,
      probe,
      genuine,
      ...(fold === null ? {} : { fold }),
    }),
  )
  const taken = new Set([...names.values()])
  const prefix = folder === '' ? '' : `${folder}/`
  const unlisted = pictures.filter(
    (picture) => picture.parts.join('/').startsWith(prefix) && !taken.has(picture),
  ).length
  const labels = existsSync(join(root, 'labels.csv'))
    ? parseLabels(await readList(join(root, 'labels.csv'), 'labels.csv', 'bad-labels'), new Set(names.keys()))
    : null
  const labelOf = (name: string): PhotoLabel => labels?.get(name) ?? { person: personOf(name), masked: false }
  const contradictions = here.filter(
    ({ reference, probe, genuine }) => (labelOf(reference).person === labelOf(probe).person) !== genuine,
  ).length
  return openFiles(
    {
      name: options.name ?? basename(root),
      what: 'Pictures with a pair list',
      files: [...names].map(([name, picture]) => ({ id: name, path: picture.path, label: labelOf(name) })),
      pairs,
      notes: [
        `Pictures are those of ${folder === '' ? 'the folder itself' : folder}${others.length === 0 ? '' : `, not of ${others.join(', ')}`}.`,
        ...partial(file, listed, pairs),
        ...(labels === null ? ['The list says nothing of masks; without labels.csv all photos count as bare.'] : []),
        ...countNotes([
          [unlisted, `pictures beside them are not in ${file} and are left out.`],
          [contradictions, 'pairs contradict what names or labels say of who is on them; they are kept as listed.'],
        ]),
      ],
    },
    options.signal,
  )
}

/** The person of a listed file: the folder it lies in, else all before the numbers of its name. */
function personOf(name: string): string {
  return name.includes('/') ? name.split('/').at(-2)! : name.replace(/(_\d+)*\.[A-Za-z]+$/, '')
}

/** The folder that holds most of the listed files. */
function chooseFolder(
  pictures: readonly WalkedPicture[],
  listed: readonly FilePair[],
): { folder: string; names: ReadonlyMap<string, WalkedPicture>; others: readonly string[] } {
  const wanted = new Set(listed.flatMap(({ reference, probe }) => [reference, probe]))
  const depths = new Set(Array.from(wanted, (name) => name.split('/').length))
  const folders = new Map<string, Map<string, WalkedPicture>>()
  for (const picture of pictures) {
    for (const depth of depths) {
      const name = picture.parts.slice(-depth).join('/')
      if (depth > picture.parts.length || !wanted.has(name)) continue
      const folder = picture.parts.slice(0, -depth).join('/')
      const own = folders.get(folder) ?? new Map<string, WalkedPicture>()
      folders.set(folder, own.set(name, picture))
    }
  }
  const aligned = (folder: string) => Number(/align/i.test(folder))
  const ranked = [...folders]
  ranked.sort(([a, ofA], [b, ofB]) => ofB.size - ofA.size || aligned(b) - aligned(a))
  const [folder, names] = ranked[0] ?? ['', new Map<string, WalkedPicture>()]
  return { folder, names, others: ranked.slice(1).map(([other]) => other) }
}
