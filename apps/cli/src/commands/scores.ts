import type { Command } from 'commander'
import { runScoreCommand } from '../run-score-command.ts'
import { addScoreOptions, type ScoreOptions } from '../score-options.ts'

export function addScoresCommand(program: Command): void {
  const collect = (value: string, all: string[]) => [...all, value]
  addScoreOptions(
    program
      .command('scores')
      .description('evaluate score files that any system made: error rates, intervals, checks, figures')
      .argument('[files...]', 'one for each system or setting; name=file names it')
      .option('--genuine <file>', 'a list of genuine scores, with --impostor; can be given several times', collect, [])
      .option('--impostor <file>', 'the list of impostor scores that belongs to it', collect, []),
  ).action(async (files: string[], options: ScoreOptions & { genuine: string[]; impostor: string[] }) => {
    await runScoreCommand({ files, genuine: options.genuine, impostor: options.impostor }, options)
  })
}
