import { importDataset } from '@maskmirror/experiments/dataset-files'
import type { Command } from 'commander'
import { openFromCommand } from '../../open-from-command.ts'
import { withFileWork } from '../../with-file-work.ts'
import { printCountDifferences } from './count-differences.ts'
import { printDatasets } from './list-command.ts'
import { printLayout } from './look-command.ts'

interface ImportOptions {
  name?: string
  as?: string
}

export function addImportCommand(datasets: Command): void {
  datasets
    .command('import <path>')
    .alias('add')
    .description(
      'register what lies on disk, in whatever layout it is found, and remember its files; they stay where they are',
    )
    .option('--as <manifest>', 'the public set that it is a copy of: its published counts are compared')
    .option('--name <name>', 'default: the name of the manifest, else of the folder')
    .action(async (path: string, options: ImportOptions, command: Command) => {
      await using opened = await openFromCommand(command)
      const { summary, files, differences } = await withFileWork((work) =>
        importDataset({ folder: path, name: options.name ?? null, manifest: options.as ?? null }, opened, work),
      )
      await printLayout(path)
      printDatasets([summary])
      console.log(`${files} files are remembered: maskmirror datasets verify ${summary.id}`)
      if (options.as !== undefined) printCountDifferences(options.as, differences)
    })
}
