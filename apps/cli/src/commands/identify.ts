import { identificationReport, reportText } from '@maskmirror/evaluation'
import { AllPairsError } from '@maskmirror/experiments/all-pairs'
import { type SearchFiles, searchFiles } from '@maskmirror/experiments/one-to-many'
import type { Command } from 'commander'
import { z } from 'zod'
import { interruptSignal } from '../interrupt-signal.ts'
import { createProgressDisplay } from '../progress-display.ts'
import { numberList } from '../score-options.ts'

interface IdentifyOptions {
  labels: string
  probes?: string
  probeLabels: string
  scores?: boolean
  perProbe?: boolean
  zerosFailed?: boolean
  name: string
  references: string
  ranks: number
  fpir: string
  threshold?: string
  out?: string
  json?: boolean
}

const rules = ['max', 'mean', 'separate', 'template'] as const

const OptionsSchema = z.object({
  name: z.string().min(1, 'Expected --name not to be empty'),
  references: z.enum(rules, `Expected --references from ${rules.join(', ')}`),
  ranks: z.number('Expected --ranks to be a number').int().min(1),
  fpir: numberList('--fpir', z.number().min(0).max(1)),
  threshold: numberList('--threshold', z.number()).default([]),
})

export function addIdentifyCommand(program: Command): void {
  program
    .command('identify')
    .description('search probes in a gallery of people: rank k, and who is found or wrongly found at a threshold')
    .argument(
      '<matrix>',
      'a NumPy matrix (.npy): embeddings of the gallery, or with --scores a row for each probe and a column for each reference',
    )
    .requiredOption('--labels <file>', 'a line for each reference: the person, and after a comma the picture')
    .requiredOption('--probe-labels <file>', 'the same for the probes; people outside of the gallery make the open set')
    .option('--probes <embeddings>', 'embeddings of the probes (.npy)')
    .option('--scores', 'the matrix holds scores, higher is more alike')
    .option('--name <text>', 'what the result calls this system', 'embeddings')
    .option(
      '--references <rule>',
      'several references of a person: max or mean of the scores, separate, or one template (mean embedding)',
      'max',
    )
    .option(
      '--per-probe',
      'normalise the scores of each search, so that a threshold asks how far a candidate stands out',
    )
    .option('--zeros-failed', 'a row of zeros is a picture that gave no embedding: counted as failed, not an error')
    .option('--ranks <number>', 'longest rank', Number, 20)
    .option('--fpir <list>', 'shares of false positive searches, as fractions', '0.1,0.01,0.001')
    .option('--threshold <list>', 'also the rates at these thresholds (in the JSON)')
    .option('--out <folder>', 'write JSON, Markdown, LaTeX, figures as SVG and PNG, and one HTML file')
    .option('--json', 'print the result as JSON, with curves and intervals')
    .action(async (matrix: string, options: IdentifyOptions) => {
      const { name, references, ranks, fpir, threshold } = OptionsSchema.parse(options)
      const { signal, stop } = interruptSignal()
      const display = createProgressDisplay(process.stderr)
      try {
        const searched = await searchFiles(searchedFiles(matrix, options), {
          rule: references,
          scores: options.perProbe === true ? 'per-probe' : 'raw',
          zerosFailed: options.zerosFailed === true,
          ranks,
          targetFpirs: fpir,
          thresholds: threshold,
          onProgress: display.show,
          clockMs: () => performance.now(),
          signal,
        })
        display.stop()
        const { identification, findings } = searched
        if (options.out !== undefined) {
          // figures bring whole libraries along: loaded only when there is something to draw
          const { writeSearchExports } = await import('@maskmirror/experiments/one-to-many/exports')
          const written = await writeSearchExports(name, searched, options.out)
          console.error(`Written to ${options.out}: ${written.join(', ')}`)
        }
        if (options.json === true) {
          console.log(JSON.stringify({ name, findings, identification }, null, 2))
          return
        }
        for (const { severity, message } of findings) {
          console.log(`${severity === 'error' ? 'Error' : 'Warning'}: ${message}.`)
        }
        const report = identificationReport({
          settings: [{ setting: `system:${name}`, ...identification }],
          frozen: [],
        })
        console.log(reportText(report, { width: Math.max(80, process.stdout.columns ?? 120) }))
      } finally {
        display.stop()
        stop()
      }
    })
}

function searchedFiles(matrix: string, { labels, probeLabels, probes, scores }: IdentifyOptions): SearchFiles {
  const files = { galleryLabels: labels, probeLabels }
  if (scores === true && probes === undefined) return { kind: 'scores', scores: matrix, ...files }
  if (scores !== true && probes !== undefined) return { kind: 'embeddings', gallery: matrix, probes, ...files }
  throw new AllPairsError({
    code: 'bad-option',
    message: `Expected either --probes for embeddings or --scores but received ${scores === true ? 'both' : 'neither'}`,
  })
}
