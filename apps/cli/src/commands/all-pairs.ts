import { availableParallelism } from 'node:os'
import { tableFmrs } from '@maskmirror/evaluation/score-sets'
import {
  type AllPairs,
  AllPairsError,
  type EmbeddingFiles,
  loadEmbeddings,
  openAllPairs,
} from '@maskmirror/experiments/all-pairs'
import type { Command } from 'commander'
import { z } from 'zod'
import { interruptSignal } from '../interrupt-signal.ts'
import { allPairsJson, printAllPairs } from '../print-all-pairs.ts'
import { createProgressDisplay } from '../progress-display.ts'
import { numberList } from '../score-options.ts'

interface AllPairsOptions {
  labels: string
  probes?: string
  probeLabels?: string
  name: string
  threshold?: string
  fmr?: string
  jobs?: number
  json?: boolean
}

const OptionsSchema = z.object({
  name: z.string().min(1, 'Expected --name not to be empty'),
  threshold: numberList('--threshold', z.number()).default([]),
  fmr: numberList('--fmr', z.number().min(0).max(1)).default([]),
  jobs: z.number('Expected --jobs to be a number').int().min(1).max(256).default(availableParallelism()),
})

export function addAllPairsCommand(program: Command): void {
  program
    .command('all-pairs')
    .description(
      'compare every embedding with every other one, exactly and without keeping the scores: error rates of millions to billions of pairs',
    )
    .argument(
      '<embeddings>',
      'a NumPy matrix (.npy, float32 or float64) with a row for each picture; rows are made one long',
    )
    .requiredOption(
      '--labels <file>',
      'a line for each row: the person, and after a comma the picture where it matters',
    )
    .option('--probes <embeddings>', 'compare with these instead of with each other')
    .option('--probe-labels <file>', 'the same for the probes; rows of the same picture are not compared')
    .option('--name <text>', 'what the result calls these embeddings', 'embeddings')
    .option('--threshold <list>', 'also show both error rates at these thresholds')
    .option('--fmr <list>', 'also show the lowest FNMR at these false match rates, as fractions: 0.05,1e-5')
    .option('--jobs <number>', 'threads (default: one for each core)', Number)
    .option('--json', 'print the result as JSON, with the error curve')
    .action(async (embeddings: string, options: AllPairsOptions) => {
      const { name, threshold, fmr, jobs } = OptionsSchema.parse(options)
      const { signal, stop } = interruptSignal()
      const display = createProgressDisplay(process.stderr)
      let allPairs: AllPairs | null = null
      try {
        const sides = await loadEmbeddings({ embeddings, labels: options.labels }, probeFiles(options))
        const start = performance.now()
        allPairs = await openAllPairs({ ...sides, workers: jobs })
        const counted = await allPairs.measure({
          fmrs: [...tableFmrs, ...fmr],
          thresholds: threshold,
          signal,
          onProgress: display.show,
          clockMs: () => performance.now(),
        })
        display.stop()
        const seconds = (performance.now() - start) / 1000
        const comparison = { name, ...sides, counted, seconds }
        if (options.json === true) console.log(JSON.stringify(allPairsJson(comparison), null, 2))
        else printAllPairs(comparison)
      } finally {
        display.stop()
        stop()
        await allPairs?.close()
      }
    })
}

function probeFiles({ probes, probeLabels }: AllPairsOptions): EmbeddingFiles | null {
  if (probes === undefined && probeLabels === undefined) return null
  if (probes !== undefined && probeLabels !== undefined) return { embeddings: probes, labels: probeLabels }
  throw new AllPairsError({
    code: 'bad-option',
    message: `Expected --probes and --probe-labels together but received only ${probes === undefined ? '--probe-labels' : '--probes'}`,
  })
}
