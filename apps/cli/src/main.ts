import { version } from '@maskmirror/server/version'
import { Command } from 'commander'
import { addCommands } from './add-commands.ts'
import { reportErrors } from './report-errors.ts'

const program = new Command('maskmirror')
  .description(
    "What face masks do to a face recogniser, and whether putting the probe's mask on the reference helps.\nEverything runs on this machine; photos are never sent anywhere.",
  )
  .version(version)
  .option('--data-dir <folder>', 'where runs, cached stages and models are kept (MASKMIRROR_DATA; default .maskmirror)')
  .showHelpAfterError('(add --help for what is possible)')

await reportErrors(async () => {
  await addCommands(program, process.argv.slice(2))
  await program.parseAsync()
})
