import { basename, extname, resolve } from 'node:path'
import type { Dataset } from '#dataset.ts'
import { DatasetError } from '#error.ts'
import { maskedByName } from '#folder/mask-words.ts'
import { walkPictures } from '#folder/walk-pictures.ts'
import { countNotes } from '../count-notes.ts'
import { openFiles } from '../open-files.ts'
import type { OpenOptions } from '../open-options.ts'

/**
 * Opens sessions of people: `person/session/photo.jpg` or `person/session/clip/photo.jpg`, as frames of M2FRED's videos are usually laid
 * out. Session and clip become attributes of the photo, to slice results by; a mask is worn where the name of the clip, else of the
 * session, else of the file says so.
 *
 * @throws DatasetError `no-people` when no picture lies that deep; what reading folders and files throws
 */
export async function openSessions(folder: string, options: OpenOptions = {}): Promise<Dataset> {
  const root = resolve(folder)
  const { pictures, hidden, notPictures } = await walkPictures(root, options.signal)
  const taken = pictures.filter(({ parts }) => parts.length === 3 || parts.length === 4)
  if (taken.length === 0) {
    throw new DatasetError({
      code: 'no-people',
      message: `Expected person/session/photo.jpg in ${root} but no picture lies in a folder of a folder`,
      details: { folder: root },
    })
  }
  let silent = 0
  const files = taken.map(({ parts, path }) => {
    const [person, session] = parts as [string, string]
    const clip = parts.length === 4 ? parts[2]! : null
    const file = parts.at(-1)!
    const stem = file.slice(0, -extname(file).length)
    const said = [clip, session, stem]
      .map((name) => (name === null ? null : maskedByName(name)))
      .find((one) => one !== null)
    if (said === undefined) silent++
    const attributes = { session, ...(clip === null ? {} : { clip }) }
    return { id: parts.join('/'), path, label: { person, masked: said ?? false, attributes } }
  })
  return openFiles(
    {
      name: options.name ?? basename(root),
      what: 'Sessions',
      files,
      pairs: null,
      notes: [
        'Frames of one clip are no independent photos: genuine pairs of one session are easier than those of two.',
        ...countNotes([
          [silent, 'photos have no folder or file name that speaks of masks; they count as bare.'],
          [pictures.length - taken.length, 'pictures lie elsewhere than in person/session/ and are left out.'],
          [notPictures, 'files that are no pictures by their ending are ignored.'],
          [hidden, 'hidden entries are ignored.'],
        ]),
      ],
    },
    options.signal,
  )
}
