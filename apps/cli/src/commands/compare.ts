import type { Command } from 'commander'
import { runScoreCommand } from '../run-score-command.ts'
import { addScoreOptions, type ScoreOptions } from '../score-options.ts'

export function addCompareCommand(program: Command): void {
  addScoreOptions(
    program
      .command('compare')
      .description('compare two score files on the same pairs: differences with intervals and corrected p-values')
      .argument('<a>', 'file, or name=file')
      .argument('<b>', 'what is compared with a')
      .option('--common', 'compare the pairs that both have, and say how many were left out'),
  ).action(async (a: string, b: string, options: ScoreOptions & { common?: boolean }) => {
    const pairs = options.common === true ? 'common' : 'same'
    await runScoreCommand({ files: [a, b], genuine: [], impostor: [] }, options, pairs)
  })
}
