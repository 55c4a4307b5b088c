import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { openRequestedDataset } from '@maskmirror/experiments'
import { generateDataset, importDataset } from '@maskmirror/experiments/dataset-files'
import { SynthOptionsSchema } from '@maskmirror/experiments/synth'
import { coverTypes, maskStyles } from '@maskmirror/mask-the-face'
import type { Command } from 'commander'
import { z } from 'zod'
import { openFromCommand } from '../../open-from-command.ts'
import { withFileWork } from '../../with-file-work.ts'
import { printDatasets } from './list-command.ts'

interface GenerateOptions {
  name?: string
  types?: string
  styles?: string
  colour?: string
  pattern?: string
  jitter?: boolean
  seed: number
  quality: number
  jobs?: number
}

const defaults = SynthOptionsSchema.parse({})

const JobsSchema = z.number('Expected --jobs to be a number').int().min(1).max(256)

export function addGenerateCommand(datasets: Command): void {
  datasets
    .command('generate <id>')
    .description(
      'make a set of the bare photos of another one and the same photos with drawn masks, with its pairs: reference bare, probe masked. The same command continues what was stopped, and gives the same bytes',
    )
    .option('--name <name>', 'of the new set (default: ID-masked)')
    .option('--types <list>', `what to choose from: ${coverTypes.join(', ')} (default: ${defaults.types.join(',')})`)
    .option('--styles <list>', `how masks are worn: ${maskStyles.join(', ')} (default: correct)`)
    .option('--colour <list>', 'colours to choose from, by name or like #a0b1c2 (default: those usual for the type)')
    .option('--pattern <source>', 'what to print on masks, see maskmirror synth')
    .option('--jitter', 'move, turn and resize each mask a little')
    .option('--seed <number>', 'which mask a face gets follows from it and the photo alone', Number, defaults.seed)
    .option('--quality <number>', 'of JPEG, WebP and AVIF, 1..100', Number, defaults.quality)
    .option('--jobs <number>', 'drawing threads (default: one for each core)', Number)
    .action(async (id: string, given: GenerateOptions, command: Command) => {
      const { name = `${id}-masked`, types, styles, colour, pattern, jobs, ...others } = given
      const options = SynthOptionsSchema.parse({
        ...others,
        ...(types === undefined ? {} : { types: types.split(',') }),
        ...(styles === undefined ? {} : { styles: styles.split(',') }),
        ...(colour === undefined ? {} : { colours: colour.split(',') }),
      })
      const threads = jobs === undefined ? availableParallelism() : JobsSchema.parse(jobs)
      await using opened = await openFromCommand(command)
      const { environment, directory } = opened
      await withFileWork(async (work) => {
        const source = await openRequestedDataset({ dataset: id, people: 'all' }, environment, work.signal)
        const folder = join(directory.datasetsPath, name)
        const request = { source, folder, options, patterns: pattern ?? null, jobs: threads }
        const made = await generateDataset(request, environment, work)
        const { summary } = await importDataset({ folder, name, manifest: null }, opened, work)
        printDatasets([summary])
        printMade(made)
      })
    })
}

function printMade({ folder, counts, summary }: Awaited<ReturnType<typeof generateDataset>>): void {
  const { bare, masked, failed, failures, pairs, lostPairs } = counts
  console.log(
    `${masked} of ${bare} photos have a mask, ${failed} failed${summary === null ? ' (it was there already)' : ''}`,
  )
  for (const [reason, count] of Object.entries(failures)) console.log(`  ${reason}: ${count}`)
  if (pairs !== null) console.log(`${pairs} pairs, ${lostPairs} are left out: their probe has no mask`)
  if (summary !== null && summary.masked > 0) {
    const again = summary.alreadyDone > 0 ? `, ${summary.alreadyDone} were drawn before` : ''
    console.log(`${(summary.masked / summary.seconds).toFixed(1)} pictures a second${again}`)
  }
  console.log(`Pictures, lists, derived.json and masked/provenance.jsonl: ${folder}`)
}
