import type { Command } from 'commander'
import { openFromCommand } from '../open-from-command.ts'
import { printResult } from '../print-result.ts'
import { textTable } from '../text-table.ts'

export function addRunsCommand(program: Command): void {
  const runs = program.command('runs').description('what was evaluated before')
  runs
    .command('list')
    .description('all runs, newest first')
    .action(async (_options: object, command: Command) => {
      await using opened = await openFromCommand(command)
      const percent = (rate: number | null) => (rate === null ? '-' : `${(rate * 100).toFixed(2)} %`)
      console.log(
        textTable(
          ['run', 'status', 'created', 'EER by setting'],
          (await opened.workbench.listRuns()).map(({ id, status, createdAt, eers, error }) => [
            id,
            status,
            createdAt.slice(0, 19),
            error?.message ?? (eers ?? []).map(({ setting, eer }) => `${setting} ${percent(eer)}`).join(', '),
          ]),
        ),
      )
    })
  runs
    .command('show <id>')
    .description('the table of a finished run; writes its report again')
    .action(async (id: string, _options: object, command: Command) => {
      await using opened = await openFromCommand(command)
      const run = await opened.workbench.getRun(id)
      if (run.result === null) console.log(`${id} is ${run.status}. ${run.error?.message ?? ''}`)
      await printResult(opened, run)
    })
  runs
    .command('remove <id>')
    .description('delete a run and its result; cached stages stay')
    .action(async (id: string, _options: object, command: Command) => {
      await using opened = await openFromCommand(command)
      await opened.workbench.removeRun(id)
    })
}
