import { availableParallelism } from 'node:os'
import {
  contactSheets,
  cropFormats,
  type FacesMaskModel,
  FacesOptionsSchema,
  type FacesPlan,
  facesDetectors,
  facesMaskModels,
  facesPolicies,
  planFaces,
  resolveFacesModels,
  runFaces,
} from '@maskmirror/experiments/faces'
import type { Command } from 'commander'
import { z } from 'zod'
import { interruptSignal } from '../interrupt-signal.ts'
import { openModelRegistry } from '../open-from-command.ts'
import { printFacesPlan, printFacesSummary } from '../print-faces.ts'
import { createProgressDisplay } from '../progress-display.ts'

interface FacesCommandOptions {
  out: string
  detector: string
  masks: string
  policy: string
  size: number
  maxSide: number
  anyOrientation?: boolean
  crops?: string | true
  quality: number
  contactSheet?: string | true
  jobs?: number
  dryRun?: boolean
  json?: boolean
}

const defaults = FacesOptionsSchema.parse({})

const maskModelNames = Object.keys(facesMaskModels) as FacesMaskModel[]

const MaskModelSchema = z.enum(maskModelNames, `Expected --masks to be one of ${maskModelNames.join(', ')}`)

const JobsSchema = z.number('Expected --jobs to be a whole number in 1..256').int().min(1).max(256)

const ContactSheetSchema = z
  .enum(contactSheets, `Expected --contact-sheet to be ${contactSheets.join(' or ')}`)
  .nullable()

/** Done, but some pictures have no face. */
const exitCodeSomeFailed = 2

export function addFacesCommand(program: Command): void {
  program
    .command('faces')
    .description(
      'find the faces of a folder of pictures (or one picture); the same command continues what was stopped, and looks again only at what changed',
    )
    .argument('<folder or file>', 'pictures at any depth')
    .requiredOption('--out <folder>', 'where faces.jsonl goes, one line for each face and for each picture without')
    .option(
      '--detector <model>',
      `${Object.keys(facesDetectors).join(', ')}, the name of a card, or an .onnx file with its card`,
      'yunet',
    )
    .option('--masks <model>', `who decides about masks: ${maskModelNames.join(', ')}`, 'own')
    .option('--policy <policy>', `which faces count: ${facesPolicies.join(', ')} (when several)`, defaults.policy)
    .option('--size <pixels>', 'side of the aligned crops', Number, defaults.size)
    .option(
      '--max-side <pixels>',
      'longer side that pictures are brought to first; more finds smaller faces',
      Number,
      defaults.maxSide,
    )
    .option('--any-orientation', 'look four times, because pictures may be turned by quarters without saying so')
    .option('--crops [format]', `write aligned crops, as ${cropFormats.join(' or ')} (default: png)`)
    .option('--quality <number>', 'of JPEG crops, 1..100', Number, defaults.quality)
    .option(
      '--contact-sheet [pictures]',
      `draw box, points and number of every face, into contact-sheet/page-N.png: ${contactSheets.join(' pictures, or ')} only (default: all)`,
    )
    .option('--jobs <number>', 'threads, each with its own models (default: one for each core)', Number)
    .option('--dry-run', 'say what would be looked at and write nothing')
    .option('--json', 'print the summary as JSON')
    .action(async (input: string, given: FacesCommandOptions, command: Command) => {
      const { out, detector, masks, crops, jobs, contactSheet, dryRun, json, ...others } = given
      const options = FacesOptionsSchema.parse({ ...others, crops: crops === true ? 'png' : (crops ?? null) })
      const maskModel = MaskModelSchema.parse(masks)
      const sheet = ContactSheetSchema.parse(contactSheet === true ? 'all' : (contactSheet ?? null))
      const threads = jobs === undefined ? null : JobsSchema.parse(jobs)
      const plan = await planFaces({ input, output: out, options })
      if (dryRun) {
        if (json) console.log(JSON.stringify(dryRunOf(plan), null, 2))
        else printFacesPlan(plan)
        return
      }
      const models = await resolveFacesModels(openModelRegistry(command), detector, maskModel)
      const { signal, stop } = interruptSignal()
      const display = createProgressDisplay(process.stderr)
      const run = {
        ...{ models, contactSheet: sheet, signal, jobs: threads ?? availableParallelism() },
        onProgress: display.show,
        clockMs: () => performance.now(),
      }
      const { summary, pages } = await runFaces(plan, run).finally(() => {
        display.stop()
        stop()
      })
      if (json) console.log(JSON.stringify({ output: plan.output, ...summary, pages }, null, 2))
      else printFacesSummary(summary, pages.length, plan.output)
      if (summary.failed > 0) {
        console.error(`${summary.failed} of ${summary.pictures} pictures gave no face: faces.jsonl says why`)
        process.exitCode = exitCodeSomeFailed
      }
    })
}

function dryRunOf({ output, pictures, ignored }: FacesPlan) {
  return { dryRun: true, output, pictures: pictures.map(({ file }) => file), ignored }
}
