import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { importDataset } from '@maskmirror/experiments/dataset-files'
import {
  FacesRequestSchema,
  type GeneratedFaces,
  generateFaces,
  worldNames,
} from '@maskmirror/experiments/generated-faces'
import { maskStyles } from '@maskmirror/mask-the-face'
import { type Command, Option } from 'commander'
import { z } from 'zod'
import { openFromCommand } from '../../open-from-command.ts'
import { withFileWork } from '../../with-file-work.ts'
import { printDatasets } from './list-command.ts'

interface FacesOptions {
  name: string
  people: number
  pictures: number
  seed: string
  split: 'development' | 'test'
  world: (typeof worldNames)[number]
  masks: number
  styles?: string
  jobs?: number
}

const defaults = FacesRequestSchema.parse({})

const JobsSchema = z.number('Expected --jobs to be a number').int().min(1).max(256)

export function addFacesCommand(datasets: Command): void {
  datasets
    .command('faces')
    .description(
      'draw a set of people who do not exist: photos, labels, exact landmarks, exact alpha of what is before a face. The same command continues what was stopped, and gives the same bytes',
    )
    .option('--name <name>', 'of the new set', 'faces')
    .option('--people <number>', 'how many', Number, defaults.people)
    .option('--pictures <number>', 'of each person', Number, defaults.picturesPerPerson)
    .option('--seed <text>', 'another seed is another world of people', String(defaults.seed))
    .addOption(
      new Option('--split <half>', 'no person is in both').choices(['development', 'test']).default(defaults.split),
    )
    .addOption(
      new Option('--world <name>', 'varied: cameras, sessions, ageing, look-alikes, occluders; plain: none of it')
        .choices(worldNames)
        .default(defaults.world),
    )
    .option('--masks <share>', 'of pictures on which a mask is worn, 0..1', Number, defaults.masks)
    .option('--styles <list>', `how: ${maskStyles.join(', ')} (default: ${defaults.styles.join(',')})`)
    .option('--jobs <number>', 'drawing threads (default: one for each core)', Number)
    .action(async (given: FacesOptions, command: Command) => {
      const { name, pictures, styles, jobs, ...others } = given
      const request = FacesRequestSchema.parse({
        ...others,
        picturesPerPerson: pictures,
        ...(styles === undefined ? {} : { styles: styles.split(',') }),
      })
      const threads = jobs === undefined ? availableParallelism() : JobsSchema.parse(jobs)
      await using opened = await openFromCommand(command)
      await withFileWork(async (work) => {
        const folder = join(opened.directory.datasetsPath, name)
        const made = await generateFaces(request, { folder, jobs: threads }, work)
        const { summary } = await importDataset({ folder, name, manifest: null }, opened, work)
        printDatasets([summary])
        printMade(made)
      })
    })
}

function printMade({ folder, pictures, masked, unmaskable, drawn, seconds }: GeneratedFaces): void {
  const failed = unmaskable === 0 ? '' : `, ${unmaskable} more were to have one but it cannot be drawn`
  console.log(`${pictures} pictures, ${masked} with a mask${failed}`)
  if (drawn > 0) console.log(`${(drawn / seconds).toFixed(1)} pictures a second, ${drawn} drawn now`)
  console.log(`Photos, alpha, labels.csv and faces.jsonl: ${folder}`)
}
