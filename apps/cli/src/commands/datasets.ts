import { removeImportRecord } from '@maskmirror/experiments/dataset-files'
import type { Command } from 'commander'
import { openFromCommand } from '../open-from-command.ts'
import { addCacheCommand } from './datasets/cache-command.ts'
import { addFacesCommand } from './datasets/faces-command.ts'
import { addGenerateCommand } from './datasets/generate-command.ts'
import { addHealthCommand } from './datasets/health-command.ts'
import { addImportCommand } from './datasets/import-command.ts'
import { addListCommand } from './datasets/list-command.ts'
import { addLookCommand } from './datasets/look-command.ts'
import { addPackCommand } from './datasets/pack-command.ts'
import { addPullCommand } from './datasets/pull-command.ts'
import { addSplitCommand } from './datasets/split-command.ts'
import { addVerifyCommand } from './datasets/verify-command.ts'

export function addDatasetsCommand(program: Command): void {
  const datasets = program
    .command('datasets')
    .description('sets of photos: fetch, import, verify, derive, split, examine')
  addListCommand(datasets)
  addPullCommand(datasets)
  addLookCommand(datasets)
  addImportCommand(datasets)
  addVerifyCommand(datasets)
  addHealthCommand(datasets)
  addFacesCommand(datasets)
  addGenerateCommand(datasets)
  addSplitCommand(datasets)
  addPackCommand(datasets)
  addCacheCommand(datasets)
  datasets
    .command('remove <id>')
    .description('forget a registered set; its photos stay')
    .action(async (id: string, _options: object, command: Command) => {
      await using opened = await openFromCommand(command)
      await opened.workbench.removeDataset(id)
      await removeImportRecord(opened.directory.datasetsPath, id)
    })
}
