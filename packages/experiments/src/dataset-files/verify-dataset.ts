import {
  type CountDifference,
  compareCounts,
  compareIndexes,
  findManifest,
  hashTree,
  type IndexDifferences,
  readFileIndex,
} from '@maskmirror/datasets'
import { ExperimentError } from '../error.ts'
import { openRequestedDataset } from '../open-dataset.ts'
import type { OpenWorkbench } from '../open-workbench.ts'
import type { FileWork } from './import-dataset.ts'
import { indexPath, readImportRecord } from './import-record.ts'

/** How an imported set is now. */
export interface VerifiedDataset {
  readonly id: string
  readonly folder: string
  /** Whether ids, labels, pairs and contents are those of the import. */
  readonly sameChecksum: boolean
  readonly files: IndexDifferences
  /** null where no manifest was named. */
  readonly manifest: string | null
  readonly counts: readonly CountDifference[]
}

/**
 * Compares an imported set with its index and with the published counts.
 *
 * @throws ExperimentError `dataset-not-imported`; DatasetError for files that cannot be read
 */
export async function verifyDataset(
  id: string,
  { directory, environment }: Pick<OpenWorkbench, 'directory' | 'environment'>,
  work: FileWork,
): Promise<VerifiedDataset> {
  const record = await readImportRecord(directory.datasetsPath, id)
  if (record === null) {
    throw new ExperimentError({
      code: 'dataset-not-imported',
      message: `Expected the id of an imported data set but ${JSON.stringify(id)} has no index. Import its folder: maskmirror datasets import <folder>`,
      details: { id },
    })
  }
  const { folder, manifest, checksum } = record
  const then = await readFileIndex(indexPath(directory.datasetsPath, id))
  const files = compareIndexes(then, await hashTree(folder, work))
  const dataset = await openRequestedDataset({ dataset: id, people: 'all' }, environment, work.signal)
  return {
    ...{ id, folder, files, manifest },
    sameChecksum: dataset.checksum === checksum,
    counts: manifest === null ? [] : compareCounts(dataset, (await findManifest(manifest)).expected),
  }
}
