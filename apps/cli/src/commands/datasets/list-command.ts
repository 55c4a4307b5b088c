import { type DatasetManifest, readManifests } from '@maskmirror/datasets'
import type { DatasetSummary } from '@maskmirror/experiments'
import type { Command } from 'commander'
import { openFromCommand } from '../../open-from-command.ts'
import { textTable } from '../../text-table.ts'

export function addListCommand(datasets: Command): void {
  datasets
    .command('list')
    .description('the embedded set, every registered one, and the public ones that have a manifest')
    .action(async (_options: object, command: Command) => {
      await using opened = await openFromCommand(command)
      printDatasets(await opened.workbench.listDatasets())
      console.log('\nPublic sets')
      printManifests(await readManifests())
    })
}

export function printDatasets(datasets: readonly DatasetSummary[]): void {
  const count = (value: number | null) => (value === null ? '?' : String(value))
  console.log(
    textTable(
      ['id', 'people', 'photos', 'masked', 'pairs', 'description'],
      datasets.map((set) => [
        set.id,
        count(set.people),
        count(set.photos),
        count(set.maskedPhotos),
        set.hasPairList ? 'listed' : 'made',
        set.detail ?? set.description,
      ]),
    ),
  )
}

function printManifests(manifests: readonly DatasetManifest[]): void {
  console.log(
    textTable(
      ['name', 'how', 'MB', 'licence', 'title'],
      manifests.map(({ name, files, licence, title }) => [
        name,
        files.length === 0 ? 'by hand' : 'pull',
        files.length === 0 ? '' : megabytes(files),
        licence ?? 'none stated',
        title,
      ]),
    ),
  )
}

/** Of all files together; `?` where the size of one is not known. */
export function megabytes(files: DatasetManifest['files']): string {
  const sizes = files.map(({ bytes }) => bytes)
  const known = sizes.filter((bytes) => bytes !== null)
  return known.length < sizes.length ? '?' : (known.reduce((sum, bytes) => sum + bytes, 0) / 1e6).toFixed(1)
}
