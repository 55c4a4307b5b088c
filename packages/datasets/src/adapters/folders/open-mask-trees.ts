import { basename, resolve } from 'node:path'
import type { Dataset } from '#dataset.ts'
import { DatasetError } from '#error.ts'
import { maskedByName } from '#folder/mask-words.ts'
import { walkPictures } from '#folder/walk-pictures.ts'
import { countNotes } from '../count-notes.ts'
import { openFiles } from '../open-files.ts'
import type { OpenOptions } from '../open-options.ts'

/**
 * Opens trees of people side by side, of which at least one's name says that masks are worn: RMFRD's `AFDB_face_dataset/person/…` and
 * `AFDB_masked_face_dataset/person/…`, or a simulated set beside the one it was made of (SMFRD, LFW). People of the same name
 * in several trees are one person.
 *
 * @throws DatasetError `no-people` when no tree's name speaks of masks; what reading folders and files throws
 */
export async function openMaskTrees(folder: string, options: OpenOptions = {}): Promise<Dataset> {
  const root = resolve(folder)
  const { pictures, hidden, notPictures } = await walkPictures(root, options.signal)
  const taken = pictures.filter(({ parts }) => parts.length === 3)
  const trees = [...new Set(taken.map(({ parts }) => parts[0]!))]
  if (!trees.some((tree) => maskedByName(tree) === true)) {
    throw new DatasetError({
      code: 'no-people',
      message: `Expected a folder masked/person/photo.jpg in ${root} but no folder with people has a name that speaks of masks (${trees.slice(0, 5).join(', ') || 'none has people'})`,
      details: { folder: root },
    })
  }
  const files = taken.map(({ parts, path }) => {
    const [tree, person] = parts as [string, string]
    return { id: parts.join('/'), path, label: { person, masked: maskedByName(tree) === true } }
  })
  const peopleOf = (masked: boolean) =>
    new Set(files.filter(({ label }) => label.masked === masked).map(({ label }) => label.person))
  const [bare, masked] = [peopleOf(false), peopleOf(true)]
  return openFiles(
    {
      name: options.name ?? basename(root),
      what: 'Folders of bare and masked people',
      files,
      pairs: null,
      notes: [
        `Masks by the names of folders: ${trees.map((tree) => `${tree} ${maskedByName(tree) === true ? 'masked' : 'bare'}`).join(', ')}.`,
        ...countNotes([
          [[...masked].filter((person) => !bare.has(person)).length, 'people have masked photos only.'],
          [[...bare].filter((person) => !masked.has(person)).length, 'people have bare photos only.'],
          [pictures.length - taken.length, 'pictures lie elsewhere than in tree/person/ and are left out.'],
          [notPictures, 'files that are no pictures by their ending are ignored.'],
          [hidden, 'hidden entries are ignored.'],
        ]),
      ],
    },
    options.signal,
  )
}
