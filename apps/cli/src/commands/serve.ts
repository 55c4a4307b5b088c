import { resolve } from 'node:path'
import { openWorkbench } from '@maskmirror/experiments'
import { startServer, version } from '@maskmirror/server'
import type { Command } from 'commander'
import { pino } from 'pino'
import { environmentOf } from '../open-from-command.ts'

export function addServeCommand(program: Command): void {
  program
    .command('serve')
    .description('start the server and the dashboard on 127.0.0.1')
    .option('--port <number>', '0 takes a free one', Number, 4310)
    .option(
      '--root <folder...>',
      'folders that the dashboard may open (MASKMIRROR_ROOTS; default: the working directory)',
    )
    .option('--api-only', 'without the dashboard', false)
    .action(async (options: { port: number; root?: string[]; apiOnly: boolean }, command: Command) => {
      const log = pino({ level: 'warn' })
      const environment = environmentOf(command)
      await using opened = await openWorkbench({
        ...environment,
        roots: options.root?.map((root) => resolve(root)) ?? environment.roots,
        version,
        onUnexpectedError: (err, runId) => log.error({ err, runId }, 'a run failed unexpectedly'),
      })
      const server = await startServer({
        workbench: opened.workbench,
        log,
        port: options.port,
        withDashboard: !options.apiOnly,
      })
      await opened.resumeInterrupted()
      console.log(`MaskMirror is at ${server.url} (Ctrl-C stops it; unfinished runs continue at the next start)`)
      await new Promise<void>((stop) => {
        process.once('SIGINT', () => stop())
        process.once('SIGTERM', () => stop())
      })
      await server.close()
    })
}
