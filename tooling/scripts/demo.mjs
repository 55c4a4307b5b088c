// npm run demo: install, then the main job on the embedded data
import { install, maskmirror } from './pnpm.mjs'

install()
maskmirror('demo', ...process.argv.slice(2))
