import { resolve } from 'node:path'
import type { DatasetSummary } from '@maskmirror/experiments'
import type { Command } from 'commander'
import { openFromCommand } from '../open-from-command.ts'
import { textTable } from '../text-table.ts'
import { addDatasetsPackCommand } from './datasets-pack.ts'

export function addDatasetsCommand(program: Command): void {
  const datasets = program.command('datasets').description('sets of photos that are known by a name')
  datasets
    .command('list')
    .description('the embedded set and every registered folder')
    .action(async (_options: object, command: Command) => {
      await using opened = await openFromCommand(command)
      printDatasets(await opened.workbench.listDatasets())
    })
  datasets
    .command('add <path>')
    .description('check a folder of people, or a folder, pack or list in another known layout, and register it')
    .option('--name <name>', 'default: the name of the path, without ending')
    .action(async (folder: string, options: { name?: string }, command: Command) => {
      await using opened = await openFromCommand(command)
      printDatasets([await opened.workbench.addDataset(resolve(folder), options.name)])
    })
  datasets
    .command('remove <id>')
    .description('forget a registered folder; its photos stay')
    .action(async (id: string, _options: object, command: Command) => {
      await using opened = await openFromCommand(command)
      await opened.workbench.removeDataset(id)
    })
  addDatasetsPackCommand(datasets)
}

function printDatasets(datasets: readonly DatasetSummary[]): void {
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
