import { type DatasetManifest, findManifest, pullDataset } from '@maskmirror/datasets'
import { importDataset } from '@maskmirror/experiments/dataset-files'
import type { Command } from 'commander'
import { openFromCommand } from '../../open-from-command.ts'
import { withFileWork } from '../../with-file-work.ts'
import { printCountDifferences } from './count-differences.ts'
import { megabytes, printDatasets } from './list-command.ts'

interface PullCommandOptions {
  acceptLicence?: boolean
  mirror?: string
  sha256?: string
}

export function addPullCommand(datasets: Command): void {
  datasets
    .command('pull <name>')
    .description(
      'fetch a public set, check it, unpack it and register it; without --accept-licence it only says what would be fetched. An interrupted download continues',
    )
    .option('--accept-licence', 'you have read licence, terms and size, and want the set')
    .option('--mirror <folder>', 'take files from this folder before the network is asked')
    .option('--sha256 <checksum>', 'the checksum that you trust, for a file of which the manifest names none')
    .action(async (name: string, options: PullCommandOptions, command: Command) => {
      const manifest = await findManifest(name)
      printTerms(manifest)
      await using opened = await openFromCommand(command)
      const { summary, differences } = await withFileWork(async (work) => {
        const folder = await pullDataset(manifest, {
          ...work,
          folder: opened.directory.datasetsPath,
          mirror: options.mirror ?? null,
          consent: options.acceptLicence ?? false,
          acceptedSha256: options.sha256,
        })
        return importDataset({ folder, name, manifest: name }, opened, work)
      })
      printDatasets([summary])
      printCountDifferences(name, differences)
    })
}

/** To stderr, before anything is fetched. */
function printTerms({ title, homepage, licence, terms, citation, files, notes }: DatasetManifest): void {
  const size = files.length === 0 ? [] : [`size     ${megabytes(files)} MB to fetch, at least as much again unpacked`]
  const facts = [
    title,
    ...(homepage === null ? [] : [`page     ${homepage}`]),
    `licence  ${licence ?? 'none stated'}`,
    `terms    ${terms}`,
    ...size,
    `cite     ${citation}`,
    ...notes.map((note) => `note     ${note}`),
    ...files.map(({ address }) => `from     ${address}`),
  ]
  console.error(facts.join('\n  '))
}
