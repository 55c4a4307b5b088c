import { basename, resolve } from 'node:path'
import type { Dataset } from '#dataset.ts'
import { openFolderDataset } from '#folder/open-folder-dataset.ts'
import { detectLayout } from './detect-layout.ts'
import { openFlatPairs } from './flat-pairs/open-flat-pairs.ts'
import { openListed } from './folders/open-listed.ts'
import { openMaskTrees } from './folders/open-mask-trees.ts'
import { openPortraits } from './folders/open-portraits.ts'
import { openSessions } from './folders/open-sessions.ts'
import type { LayoutName } from './layout.ts'
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
 * Opens a set on disk, a folder or a pack or a list, in whatever of the known layouts it lies, see `detectLayout`. Its name is that
 * of the path given, without ending.
 *
 * @throws DatasetError `unknown-layout`, and what the layout's own opening throws
 */
export async function openDataset(path: string, options: OpenOptions = {}): Promise<Dataset> {
  const { layout, path: found, beside } = await detectLayout(path)
  const name = options.name ?? basename(resolve(path)).replace(/\.(rec|bin|csv)$/i, '')
  const dataset = await openers[layout](found, { ...options, name })
  return beside.length === 0 ? dataset : { ...dataset, notes: [...beside, ...dataset.notes] }
}
