import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { writeAtomically } from '@maskmirror/storage'
import { z } from 'zod'

/** What was imported, from where, as what. */
const ImportRecordSchema = z.object({
  version: z.literal(1),
  id: z.string(),
  /** Absolute. */
  folder: z.string(),
  /** Name of the manifest that its counts are compared with; null: none. */
  manifest: z.string().nullable(),
  /** Of the set when it was imported. */
  checksum: z.string(),
})

export type ImportRecord = z.infer<typeof ImportRecordSchema>

/** The index of the imported files. */
export function indexPath(datasetsPath: string, id: string): string {
  return join(datasetsPath, `${id}.sha256`)
}

/** @throws StorageError `disk-full` or `data-directory` */
export async function writeImportRecord(datasetsPath: string, record: ImportRecord): Promise<void> {
  await writeAtomically(recordPath(datasetsPath, record.id), Buffer.from(`${JSON.stringify(record, null, 2)}\n`))
}

/** @returns null for a set that was not imported */
export async function readImportRecord(datasetsPath: string, id: string): Promise<ImportRecord | null> {
  const text = await readFile(recordPath(datasetsPath, id), 'utf8').catch(() => null)
  return text === null ? null : ImportRecordSchema.parse(JSON.parse(text))
}

/** Forgets an import; the files of the set stay. */
export async function removeImportRecord(datasetsPath: string, id: string): Promise<void> {
  await rm(recordPath(datasetsPath, id), { force: true })
  await rm(indexPath(datasetsPath, id), { force: true })
}

function recordPath(datasetsPath: string, id: string): string {
  return join(datasetsPath, `${id}.json`)
}
