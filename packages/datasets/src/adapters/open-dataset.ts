import { stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import type { Dataset } from '#dataset.ts'
import { DatasetError } from '#error.ts'
import { openFolderDataset } from '#folder/open-folder-dataset.ts'
import { type DetectedLayout, detectLayout } from './detect-layout.ts'
import { openFlatPairs } from './flat-pairs/open-flat-pairs.ts'
import { openListed } from './folders/open-listed.ts'
import { openMaskTrees } from './folders/open-mask-trees.ts'
import { openPortraits } from './folders/open-portraits.ts'
import { openSessions } from './folders/open-sessions.ts'
import { type LayoutName, layouts } from './layout.ts'
import { openMegaface } from './megaface/open-megaface.ts'
import type { OpenOptions } from './open-options.ts'
import { openRecordioDataset } from './recordio/open-recordio-dataset.ts'
import { openVerificationPack } from './verification-pack/open-verification-pack.ts'

const openers: Readonly<Record<LayoutName, (path: string, options: OpenOptions) => Promise<Dataset>>> = {
  people: openFolderDataset,
  list: openListed,
  'flat-pairs': openFlatPairs,
  'mask-trees': openMaskTrees,
  portraits: openPortraits,
  sessions: openSessions,
  megaface: openMegaface,
  recordio: openRecordioDataset,
  'verification-pack': openVerificationPack,
}

/**
 * Opens a set on disk, a folder or a pack or a list, in whatever of the known layouts; see `layouts`. Its name is that of the path
 * given, without ending.
 *
 * @param options.layout default: found by a look at what is there, see {@link detectLayout}
 * @throws DatasetError `unknown-layout`, and what the layout's own opening throws
 */
export async function openDataset(
  path: string,
  options: OpenOptions & { readonly layout?: LayoutName } = {},
): Promise<Dataset> {
  const { layout, ...others } = options
  const found = layout === undefined ? await detectLayout(path) : await named(path, layout)
  const name = options.name ?? basename(resolve(path)).replace(/\.(rec|bin|csv)$/i, '')
  const dataset = await openers[found.layout](found.path, { ...others, name })
  return found.beside.length === 0 ? dataset : { ...dataset, notes: [...found.beside, ...dataset.notes] }
}

/** A layout that was asked for is taken, as long as its file can be found. */
async function named(path: string, layout: LayoutName): Promise<DetectedLayout> {
  if (!layouts.some(({ name }) => name === layout)) {
    throw new DatasetError({
      code: 'unknown-layout',
      message: `Expected layout to be ${layouts.map(({ name }) => name).join(', ')} but received ${JSON.stringify(layout)}`,
      details: { layout },
    })
  }
  const root = resolve(path)
  const asked = { layout, path: root, because: 'It was asked for.', beside: [] }
  const isFolder = await stat(root).then(
    (stats) => stats.isDirectory(),
    () => false,
  )
  if (!isFolder) return asked
  if (layout === 'list') return { ...asked, path: join(root, 'labels.csv') }
  const needsFile = layout === 'recordio' || layout === 'verification-pack' || layout === 'flat-pairs'
  if (!needsFile) return asked
  const detected = await detectLayout(root)
  if (detected.layout === layout) return detected
  throw new DatasetError({
    code: 'unknown-layout',
    message: `Expected ${root} to be laid out as ${layout} (${layouts.find(({ name }) => name === layout)!.expects}) but it looks like ${detected.layout}: ${detected.because} Name the file to open it`,
    details: { layout, path: root },
  })
}
