import { availableParallelism } from 'node:os'
import {
  openSynthFaceFinder,
  planSynth,
  runSynth,
  type SynthFaceFinder,
  SynthOptionsSchema,
  type SynthPlan,
  type SynthSummary,
  writeContactSheet,
} from '@maskmirror/experiments/synth'
import { createInferenceRuntime } from '@maskmirror/inference'
import { coverTypes, maskPatternNames, maskStyles } from '@maskmirror/mask-the-face'
import type { Command } from 'commander'
import { z } from 'zod'
import { interruptSignal } from '../interrupt-signal.ts'
import { openModelRegistry } from '../open-from-command.ts'
import { printContactSheet, printSynthPlan, printSynthSummary, synthSummaryJson } from '../print-synth.ts'
import { createProgressDisplay } from '../progress-display.ts'

interface SynthCommandOptions {
  out: string
  types?: string
  colour?: string
  styles?: string
  jitter?: boolean
  pattern?: string
  patternWeight: number
  seed: number
  quality: number
  metadata: string
  faces?: string
  allFaces?: boolean
  alpha?: boolean
  binary?: boolean
  jobs?: number
  contactSheet?: string
  dryRun?: boolean
  json?: boolean
}

const defaults = SynthOptionsSchema.parse({})

const JobsSchema = z.number('Expected --jobs to be a number').int().min(1).max(256)

/** Done, but some pictures have no mask. */
const exitCodeSomeFailed = 2

export function addSynthCommand(program: Command): void {
  program
    .command('synth')
    .description(
      'draw masks on the faces of a folder of pictures (or one picture); the same command continues what was stopped',
    )
    .argument('<folder or file>', 'pictures at any depth; outputs have the same names, in the same format')
    .requiredOption('--out <folder>', 'where outputs and provenance.jsonl go')
    .option(
      '--types <list>',
      `what to choose from, or all: ${coverTypes.join(', ')} (default: ${defaults.types.join(',')})`,
    )
    .option('--colour <list>', 'colours to choose from, by name or like #a0b1c2 (default: those usual for the type)')
    .option('--styles <list>', `how masks are worn: ${maskStyles.join(', ')} (default: correct)`)
    .option('--jitter', 'move, turn and resize each mask a little')
    .option(
      '--pattern <source>',
      `what to print on masks: own (all of ${maskPatternNames.join(', ')}), one of these, a picture, or a folder of pictures`,
    )
    .option('--pattern-weight <number>', '0 shows the colour only, 1 the pattern only', Number, defaults.patternWeight)
    .option('--seed <number>', 'which mask a face gets follows from it and the file name alone', Number, defaults.seed)
    .option(
      '--faces <file>',
      'own faces as JSON lines {"file", "box": [x, y, width, height], "ibug68": [[x, y], …]}; with ibug68 no model is needed',
    )
    .option('--all-faces', 'every face that the detector finds, not only the most central large one')
    .option('--alpha', 'also write the share of mask in each pixel, as FILE.alpha.png')
    .option('--binary', 'also write where the mask is, as FILE.binary.png')
    .option('--quality <number>', 'of JPEG, WebP and AVIF, 1..100', Number, defaults.quality)
    .option(
      '--metadata <policy>',
      'keep: EXIF and XMP (also place and device) go into the output; strip: they do not',
      defaults.metadata,
    )
    .option('--jobs <number>', 'drawing threads (default: one for each core, fewer for few pictures)', Number)
    .option(
      '--contact-sheet <file>',
      'draw every type and style on the first eight faces into one PNG file to look at, and nothing else',
    )
    .option('--dry-run', 'say what would be done and write nothing')
    .option('--json', 'print the summary as JSON')
    .action(async (input: string, given: SynthCommandOptions, command: Command) => {
      const { out, types, colour, styles, pattern, faces, jobs, contactSheet, dryRun, json, ...others } = given
      const options = SynthOptionsSchema.parse({
        ...others,
        ...(types === undefined ? {} : { types: types === 'all' ? [...coverTypes] : types.split(',') }),
        ...(styles === undefined ? {} : { styles: styles.split(',') }),
        ...(colour === undefined ? {} : { colours: colour.split(',') }),
      })
      const threads = jobs === undefined ? null : JobsSchema.parse(jobs)
      const plan = await planSynth({ input, output: out, options, faceList: faces ?? null, patterns: pattern ?? null })
      if (dryRun) {
        if (json) console.log(JSON.stringify(dryRunOf(plan), null, 2))
        else printSynthPlan(plan)
        return
      }
      if (contactSheet !== undefined) {
        const sheet = await withFinder(plan, command, (finder) => writeContactSheet(contactSheet, plan, finder))
        const { rows, columns, failed } = sheet
        if (json) console.log(JSON.stringify({ contactSheet, rows, columns, failed }, null, 2))
        else printContactSheet(sheet, contactSheet)
        if (columns.length === 0) {
          console.error(`None of ${plan.pictures.length} pictures has a face to draw on: the sheet shows nothing`)
          process.exitCode = exitCodeSomeFailed
        }
        return
      }
      const summary = await runPlan(plan, threads ?? usualJobs(plan.pictures.length), command)
      if (json) console.log(synthSummaryJson(summary, plan.output))
      else printSynthSummary(summary, plan.output)
      if (summary.failed > 0) {
        console.error(`${summary.failed} of ${summary.pictures} pictures failed: provenance.jsonl says why`)
        process.exitCode = exitCodeSomeFailed
      }
    })
}

/** A thread that has to start takes as long as some fifty pictures. */
function usualJobs(pictures: number): number {
  return Math.max(1, Math.min(availableParallelism(), Math.ceil(pictures / 50)))
}

function dryRunOf({ output, pictures, ignored, listedButMissing, needsModels }: SynthPlan) {
  return { dryRun: true, output, pictures: pictures.length, ignored, listedButMissing, needsModels }
}

async function runPlan(plan: SynthPlan, jobs: number, command: Command): Promise<SynthSummary> {
  const { signal, stop } = interruptSignal()
  const display = createProgressDisplay(process.stderr)
  try {
    return await withFinder(plan, command, (finder) =>
      runSynth(plan, { finder, jobs, signal, onProgress: display.show, clockMs: () => performance.now() }),
    )
  } finally {
    display.stop()
    stop()
  }
}

/** Opens detector and landmarker where a plan needs them, for as long as the work goes on. */
async function withFinder<T>(
  plan: SynthPlan,
  command: Command,
  work: (finder: SynthFaceFinder | null) => Promise<T>,
): Promise<T> {
  const inference = createInferenceRuntime()
  let finder: SynthFaceFinder | null = null
  try {
    if (plan.needsModels) finder = await openSynthFaceFinder({ models: openModelRegistry(command), inference })
    return await work(finder)
  } finally {
    await finder?.close()
    await inference.close()
  }
}
