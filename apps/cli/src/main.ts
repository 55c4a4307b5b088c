import { version } from '@maskmirror/server'
import { Command } from 'commander'
import { addAllPairsCommand } from './commands/all-pairs.ts'
import { addCompareCommand } from './commands/compare.ts'
import { addConvertCommand } from './commands/convert.ts'
import { addDatasetsCommand } from './commands/datasets.ts'
import { addDemoCommand } from './commands/demo.ts'
import { addEvaluateCommand } from './commands/evaluate.ts'
import { addFacesCommand } from './commands/faces.ts'
import { addIdentifyCommand } from './commands/identify.ts'
import { addMaskTheFaceCommand } from './commands/mask-the-face.ts'
import { addModelsCommand } from './commands/models.ts'
import { addRunsCommand } from './commands/runs.ts'
import { addScoresCommand } from './commands/scores.ts'
import { addServeCommand } from './commands/serve.ts'
import { addSynthCommand } from './commands/synth.ts'
import { reportErrors } from './report-errors.ts'

const program = new Command('maskmirror')
  .description(
    "What face masks do to a face recogniser, and whether putting the probe's mask on the reference helps.\nEverything runs on this machine; photos are never sent anywhere.",
  )
  .version(version)
  .option('--data-dir <folder>', 'where runs, cached stages and models are kept (MASKMIRROR_DATA; default .maskmirror)')
  .showHelpAfterError('(add --help for what is possible)')

addEvaluateCommand(program)
addDemoCommand(program)
addDatasetsCommand(program)
addModelsCommand(program)
addRunsCommand(program)
addScoresCommand(program)
addCompareCommand(program)
addConvertCommand(program)
addAllPairsCommand(program)
addIdentifyCommand(program)
addFacesCommand(program)
addSynthCommand(program)
addMaskTheFaceCommand(program)
addServeCommand(program)

await reportErrors(() => program.parseAsync())
