import { type VerifiedDataset, verifyDataset } from '@maskmirror/experiments/dataset-files'
import type { Command } from 'commander'
import { openFromCommand } from '../../open-from-command.ts'
import { shown } from '../../shown.ts'
import { withFileWork } from '../../with-file-work.ts'
import { printCountDifferences } from './count-differences.ts'

/** So many files are named for each kind of difference; `--json` names all. */
const mostNamed = 10

/** Some files are not as they were imported. */
const exitCodeDifferent = 2

export function addVerifyCommand(datasets: Command): void {
  datasets
    .command('verify <id...>')
    .description(
      'compare the files of imported sets with those of the import, and their counts with the published ones',
    )
    .option('--json', 'print everything as JSON')
    .action(async (ids: string[], options: { json?: boolean }, command: Command) => {
      await using opened = await openFromCommand(command)
      const verified: VerifiedDataset[] = []
      for (const id of ids) verified.push(await withFileWork((work) => verifyDataset(id, opened, work)))
      if (options.json) console.log(JSON.stringify(verified, null, 2))
      else for (const one of verified) printVerified(one)
      const isDifferent = ({ files, sameChecksum }: VerifiedDataset) =>
        !sameChecksum || files.missing.length + files.changed.length + files.added.length > 0
      if (verified.some(isDifferent)) process.exitCode = exitCodeDifferent
    })
}

function printVerified({ id, folder, files, sameChecksum, manifest, counts }: VerifiedDataset): void {
  console.log(`${id}: ${files.same} files as they were imported (${shown(folder)})`)
  for (const kind of ['missing', 'changed', 'added'] as const) {
    const names = files[kind]
    if (names.length === 0) continue
    console.log(
      `  ${names.length} ${kind}: ${names.slice(0, mostNamed).map(shown).join(', ')}${names.length > mostNamed ? ', …' : ''}`,
    )
  }
  if (!sameChecksum) console.log('  photos, labels or pairs are not those of the import: runs on them have other names')
  if (manifest !== null) printCountDifferences(manifest, counts)
}
