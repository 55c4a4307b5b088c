import { basename, extname, resolve } from 'node:path'
import type { Dataset } from '#dataset.ts'
import { walkPictures } from '#folder/walk-pictures.ts'
import { countNotes } from '../count-notes.ts'
import { openFiles } from '../open-files.ts'
import type { OpenOptions } from '../open-options.ts'

/** What RMFVD calls the bare portrait, without ending. */
export const bareStem = 'unmasked'

/**
 * Opens RMFVD's folders: `person/unmasked.jpg` is the bare portrait, every other picture of the person is masked.
 *
 * @throws DatasetError what reading folders and files throws
 */
export async function openPortraits(folder: string, options: OpenOptions = {}): Promise<Dataset> {
  const root = resolve(folder)
  const { pictures, hidden, notPictures } = await walkPictures(root, options.signal)
  const taken = pictures.filter(({ parts }) => parts.length === 2)
  const files = taken.map(({ parts, path }) => {
    const [person, name] = parts as [string, string]
    return { id: parts.join('/'), path, label: { person, masked: name.slice(0, -extname(name).length) !== bareStem } }
  })
  const withPortrait = new Set(files.filter(({ label }) => !label.masked).map(({ label }) => label.person))
  const people = new Set(files.map(({ label }) => label.person))
  return openFiles(
    {
      name: options.name ?? basename(root),
      what: 'Folder of portraits and masked photos',
      files,
      pairs: null,
      notes: [
        `Masks by the names of files: ${bareStem} is bare, all others are masked.`,
        ...countNotes([
          [people.size - withPortrait.size, 'people have no bare portrait.'],
          [pictures.length - taken.length, "pictures lie outside of a person's folder and are left out."],
          [notPictures, 'files that are no pictures by their ending are ignored.'],
          [hidden, 'hidden entries are ignored.'],
        ]),
      ],
    },
    options.signal,
  )
}
