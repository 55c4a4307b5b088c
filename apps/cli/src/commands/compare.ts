import { stat } from 'node:fs/promises'
import { ScoreCommandError } from '@maskmirror/experiments/score-files'
import type { Command } from 'commander'
import { compareTwoRuns } from '../compare-two-runs.ts'
import { openFromCommand } from '../open-from-command.ts'
import { runScoreCommand } from '../run-score-command.ts'
import { addScoreOptions, type ScoreOptions } from '../score-options.ts'

/** Options that mean something for runs too; the others are about files. */
const optionsOfRuns = ['json', 'out', 'dataDir']

export function addCompareCommand(program: Command): void {
  addScoreOptions(
    program
      .command('compare')
      .description(
        'compare two score files, or two runs by id, on the same pairs: differences with intervals and corrected p-values',
      )
      .argument('<a>', 'file, name=file, or the id of a run')
      .argument('<b>', 'what is compared with a')
      .option('--common', 'compare the pairs that both files have, and say how many were left out'),
  ).action(async (a: string, b: string, options: ScoreOptions & { common?: boolean }, command: Command) => {
    if ((await isFile(a)) || (await isFile(b))) {
      const pairs = options.common === true ? 'common' : 'same'
      await runScoreCommand({ files: [a, b], genuine: [], impostor: [] }, options, pairs)
      return
    }
    const ofFiles = command.options
      .filter((option) => command.getOptionValueSource(option.attributeName()) === 'cli')
      .filter((option) => !optionsOfRuns.includes(option.attributeName()))
    if (ofFiles.length > 0) {
      throw new ScoreCommandError({
        code: 'bad-option',
        message: `Expected files for ${ofFiles.map(({ long }) => long).join(', ')} but received ${a} and ${b}, which are no files`,
      })
    }
    await using opened = await openFromCommand(command)
    await compareTwoRuns(opened, [a, b], options)
  })
}

/** Ids of runs hold no sign that a path or a name for a file needs. */
function isFile(given: string): Promise<boolean> {
  if (given === '-' || /[/\\=.]/.test(given)) return Promise.resolve(true)
  return stat(given).then(
    () => true,
    () => false,
  )
}
