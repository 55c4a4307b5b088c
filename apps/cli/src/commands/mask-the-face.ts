import { randomInt } from 'node:crypto'
import {
  type MaskTheFaceRun,
  openAssets,
  openSynthFaceFinder,
  readFaceList,
  runMaskTheFace,
} from '@maskmirror/experiments/synth'
import { createInferenceRuntime } from '@maskmirror/inference'
import { MaskTheFaceError } from '@maskmirror/mask-the-face'
import { type CompatOptions, compatMaskTypes, parseCompatArguments } from '@maskmirror/mask-the-face/compat'
import type { Command } from 'commander'
import { z } from 'zod'
import { interruptSignal } from '../interrupt-signal.ts'
import { openModelRegistry } from '../open-from-command.ts'
import { createProgressDisplay } from '../progress-display.ts'

interface MaskTheFaceOptions {
  assets: string
  landmarks?: string
  seed?: number
}

const SeedSchema = z.number('Expected --seed to be a number').int()

const originalOptions = `
The original's options:
  --path <file or folder>     what to mask; results go beside it, as <folder>_masked or <name>_<type>
  --mask_type <type>          ${compatMaskTypes.join(', ')} (default: surgical)
  --pattern <file>            texture laid over the mask
  --pattern_weight <number>   0..1 (default: 0.5)
  --color <colour>            colour laid over the mask, "" for none (default: #0473e2)
  --color_weight <number>     0..1 (default: 0.5)
  --code <list>               type[-#colour or -texture], …: one is drawn for each picture
  --verbose                   print files and numbers of faces
  --write_original_image      copy the pictures of sub-folders beside their masked ones

Faces are found by YuNet and MediaPipe's mesh instead of dlib, so positions differ a little; with the same landmarks
(--landmarks) at least 99.9 % of the values are within 2 of 255 levels. Where the original would stop, the picture is counted and the run goes on; exit
code 1 then, 0 also when pictures have no face, 2 for wrong options.`

export function addMaskTheFaceCommand(program: Command): void {
  program
    .command('mask-the-face')
    .description('what MaskTheFace does, with its own options and data: for scripts that were written for it')
    .requiredOption('--assets <folder>', 'a checkout of MaskTheFace, for its masks/masks.cfg and templates')
    .option(
      '--landmarks <file>',
      'own faces as JSON lines {"file", "ibug68": [[x, y], …]}, files named from --path; no model is needed then',
    )
    .option(
      '--seed <number>',
      "of random and --code: draws what Python's random.seed gives (default: another each time)",
      Number,
    )
    .argument('[original...]', "the original's options")
    .allowUnknownOption()
    .addHelpText('after', originalOptions)
    .action(async (original: string[], given: MaskTheFaceOptions, command: Command) => {
      const options = parsedOrUsage(original)
      if (options === null) return
      const seed = given.seed === undefined ? randomInt(2 ** 32) : SeedSchema.parse(given.seed)
      const assets = await openAssets(given.assets, process.cwd())
      const inference = createInferenceRuntime()
      const { signal, stop } = interruptSignal()
      const display = createProgressDisplay(process.stderr)
      let faces: MaskTheFaceRun['faces'] | null = null
      try {
        faces =
          given.landmarks === undefined
            ? { kind: 'finder', finder: await openSynthFaceFinder({ models: openModelRegistry(command), inference }) }
            : { kind: 'list', list: await readFaceList(given.landmarks) }
        const { failures } = await runMaskTheFace({
          options,
          assets,
          faces,
          seed,
          cwd: process.cwd(),
          say: (line) => console.log(line),
          signal,
          onProgress: display.show,
          clockMs: () => performance.now(),
        })
        reportFailures(failures)
      } finally {
        display.stop()
        stop()
        if (faces?.kind === 'finder') await faces.finder.close()
        await inference.close()
      }
    })
}

/** null when they are wrong: said as argparse does, with its exit code. */
function parsedOrUsage(args: readonly string[]): CompatOptions | null {
  try {
    return parseCompatArguments(args)
  } catch (error) {
    if (!(error instanceof MaskTheFaceError) || error.code !== 'bad-arguments') throw error
    console.error(`maskmirror mask-the-face: ${error.message}`)
    process.exitCode = 2
    return null
  }
}

function reportFailures(failures: readonly { input: string; reason: string; detail: string }[]): void {
  for (const { input, reason, detail } of failures) console.error(`${JSON.stringify(input)}: ${reason}, ${detail}`)
  const stopped = failures.filter(({ reason }) => reason !== 'no-face')
  if (stopped.length === 0) return
  console.error(`${stopped.length} pictures failed where the original would have stopped`)
  process.exitCode = 1
}
