import { existsSync } from 'node:fs'
import { basename, dirname, join, posix, resolve } from 'node:path'
import type { Dataset } from '#dataset.ts'
import { DatasetError } from '#error.ts'
import { addLabel } from '#folder/add-label.ts'
import { realFolder } from '#folder/folder-entries.ts'
import { readLabels } from '#folder/parse-labels.ts'
import { parseCsvPairs } from '#folder/parse-pairs.ts'
import type { PhotoLabel } from '#folder/photo-label.ts'
import { readList } from '#folder/read-list.ts'
import { walkPictures } from '#folder/walk-pictures.ts'
import { countNotes } from '../count-notes.ts'
import { openFiles } from '../open-files.ts'
import type { OpenOptions } from '../open-options.ts'

/**
 * Opens the files that a CSV list names, wherever they lie below its folder: `file,identity,masked`, or `mask_type` instead of
 * `masked`; further columns (`session`, `camera`, …) become attributes of the photo, to slice results by. Pictures that are not in the
 * list are counted, not taken. `pairs.csv` (`reference,probe,genuine`) beside it is the pair list.
 *
 * @param list path of the CSV file; names of files are relative to its folder, with `/`
 * @throws DatasetError `bad-labels`, `absent-photo`, `bad-pairs` or `outside-folder` with the line; what reading folders and files throws
 */
export async function openListed(list: string, options: OpenOptions = {}): Promise<Dataset> {
  const path = resolve(list)
  const [root, file] = [dirname(path), basename(path)]
  await realFolder(root)
  const lines = readLabels(await readList(path, file, 'bad-labels'), file)
  for (const { line, file: name } of lines) {
    if (isInside(name)) continue
    throw new DatasetError({
      code: 'outside-folder',
      message: `${file}, line ${line}: expected a relative path with / inside of the folder but received ${JSON.stringify(name)}`,
      details: { file, line },
    })
  }
  // links that leave the folder are refused as it is walked
  const { pictures } = await walkPictures(root, options.signal)
  const pathOf = new Map(pictures.map(({ parts, path: found }) => [parts.join('/'), found]))
  const labels = new Map<string, PhotoLabel>()
  for (const { line, file: name, label } of lines) {
    const id = posix.normalize(name)
    addLabel(labels, { file, line, photo: name }, pathOf.has(id) ? id : undefined, label)
  }
  if (labels.size === 0) {
    throw new DatasetError({
      code: 'bad-labels',
      message: `${file}, line 2: expected at least one photo but none follows`,
      details: { file, line: 2 },
    })
  }
  const persons = new Map([...labels].map(([id, { person }]) => [id, person]))
  const pairs = existsSync(join(root, 'pairs.csv'))
    ? parseCsvPairs(await readList(join(root, 'pairs.csv'), 'pairs.csv', 'bad-pairs'), persons)
    : null
  return openFiles(
    {
      name: options.name ?? basename(root),
      what: 'List',
      files: [...labels].map(([id, label]) => ({ id, path: pathOf.get(id)!, label })),
      pairs,
      notes: countNotes([[pictures.length - labels.size, `pictures are not in ${file} and are left out.`]]),
    },
    options.signal,
  )
}

function isInside(name: string): boolean {
  return !/^[/\\]|\\|^[A-Za-z]:|\0/.test(name) && !/^\.\.(\/|$)/.test(posix.normalize(name))
}
