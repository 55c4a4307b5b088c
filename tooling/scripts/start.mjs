// npm start: install, build the dashboard (turbo keeps the last build), then server and dashboard
import { install, maskmirror, pnpm } from './pnpm.mjs'

install()
pnpm('exec', 'turbo', 'run', 'build', '--output-logs=errors-only')
maskmirror('serve', ...process.argv.slice(2))
