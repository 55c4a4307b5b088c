import type { RunSummary } from '@maskmirror/experiments'
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
      console.log(
        textTable(
          ['run', 'status', 'created', 'EER by setting'],
          (await opened.workbench.listRuns()).map((run) => [
            run.id,
            run.status,
            run.createdAt.slice(0, 19),
            outcomeText(run),
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
      if (run.result === null) console.log(`${id} is ${run.status}. ${outcomeText(run)}`)
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

function outcomeText({ error, outdated, eers }: RunSummary): string {
  if (outdated) return 'made by an older version; run it again'
  const percent = (rate: number | null) => (rate === null ? '-' : `${(rate * 100).toFixed(2)} %`)
  return error?.message ?? (eers ?? []).map(({ setting, eer }) => `${setting} ${percent(eer)}`).join(', ')
}
