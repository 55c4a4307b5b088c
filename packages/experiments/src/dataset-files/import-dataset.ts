import { resolve } from 'node:path'
import type { ProgressReporter } from '@maskmirror/core'
import { type CountDifference, compareCounts, findManifest, hashTree, writeFileIndex } from '@maskmirror/datasets'
import { makeFolder } from '@maskmirror/storage'
import { openRequestedDataset } from '../open-dataset.ts'
import type { OpenWorkbench } from '../open-workbench.ts'
import type { DatasetSummary } from '../workbench.ts'
import { indexPath, writeImportRecord } from './import-record.ts'

export interface FileWork {
  readonly signal: AbortSignal
  readonly onProgress: ProgressReporter
  /** Monotonic milliseconds. */
  readonly clockMs: () => number
}

/** What was imported and how it differs from what is published. */
export interface ImportedDataset {
  readonly summary: DatasetSummary
  readonly files: number
  /** Empty also where no manifest was named. */
  readonly differences: readonly CountDifference[]
}

/**
 * Registers what lies on disk in whatever layout, and keeps an index of its files in the data directory, with which `verifyDataset`
 * compares them later. The files stay where they are.
 *
 * @param request.manifest whose published counts are compared, and which names the set where no name is given; null: none
 * @throws DatasetError `unknown-manifest`, and what opening and hashing throw
 */
export async function importDataset(
  request: { folder: string; name: string | null; manifest: string | null },
  opened: Pick<OpenWorkbench, 'workbench' | 'directory' | 'environment'>,
  work: FileWork,
): Promise<ImportedDataset> {
  const { workbench, directory, environment } = opened
  const manifest = request.manifest === null ? null : await findManifest(request.manifest)
  const folder = resolve(request.folder)
  const summary = await workbench.addDataset(folder, request.name ?? manifest?.name)
  const { id } = summary
  const dataset = await openRequestedDataset({ dataset: id, people: 'all' }, environment, work.signal)
  const index = await hashTree(folder, work)
  await makeFolder(directory.datasetsPath)
  await writeFileIndex(indexPath(directory.datasetsPath, id), index)
  // the record comes last: where it is, the index is whole
  const record = { version: 1, id, folder, manifest: manifest?.name ?? null, checksum: dataset.checksum } as const
  await writeImportRecord(directory.datasetsPath, record)
  return {
    summary,
    files: index.size,
    differences: manifest === null ? [] : compareCounts(dataset, manifest.expected),
  }
}
