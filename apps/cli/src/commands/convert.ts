import { scoreFormats } from '@maskmirror/evaluation/score-files'
import { type ConvertOptions, convertScoreFile } from '@maskmirror/experiments/score-files'
import { type Command, Option } from 'commander'
import { interruptSignal } from '../interrupt-signal.ts'
import { parseColumns } from '../score-options.ts'

export function addConvertCommand(program: Command): void {
  program
    .command('convert')
    .description('write a score file in another format')
    .argument('<file>', 'scores in any format that `maskmirror scores` reads; - is standard input')
    .argument('<out>', 'the new file: .csv, .parquet or .npy, or any with --to')
    .addOption(
      new Option('--format <name>', 'how the file is written (default: seen from its content)').choices(scoreFormats),
    )
    .option('--columns <list>', "the header's names where they differ from ours: role=name, …")
    .addOption(new Option('--to <name>', 'the new format (default: by the ending)').choices(scoreFormats))
    .addOption(new Option('--only <class>', 'write one class alone').choices(['genuine', 'impostor']))
    .action(async (file: string, out: string, given: Omit<ConvertOptions, 'columns'> & { columns?: string }) => {
      const { columns, ...options } = given
      const { signal, stop } = interruptSignal()
      try {
        const count = await convertScoreFile(
          file,
          out,
          { ...options, ...(columns === undefined ? {} : { columns: parseColumns(columns) }) },
          { stdin: process.stdin, signal, onBytes: () => {} },
        )
        console.error(`${count} comparisons written to ${out}`)
      } finally {
        stop()
      }
    })
}
