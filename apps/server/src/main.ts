import { openWorkbench } from '@maskmirror/experiments'
import { pino } from 'pino'
import { readEnvironment } from './env.ts'
import { startServer } from './start-server.ts'
import { version } from './version.ts'

// the API alone, for `pnpm dev`; `maskmirror serve` starts it together with the dashboard
const log = pino()
const environment = readEnvironment()
const opened = await openWorkbench({
  ...environment,
  version,
  onUnexpectedError: (err, runId) => log.error({ err, runId }, 'a run failed unexpectedly'),
})
await opened.resumeInterrupted()
const { url } = await startServer({ workbench: opened.workbench, log, port: 4310, withDashboard: false })
log.info({ url }, 'the API listens')
