import { RunRequestSchema } from '@maskmirror/experiments'
import {
  type MirroredReference,
  type MirrorReport,
  mirrorPictures,
  openMirrorTools,
} from '@maskmirror/experiments/mirror-pictures'
import { type TreatmentName, treatmentNames } from '@maskmirror/mask-mirror'
import type { Command } from 'commander'
import { z } from 'zod'
import { interruptSignal } from '../interrupt-signal.ts'
import { openModelRegistry } from '../open-from-command.ts'
import { textTable } from '../text-table.ts'

interface MirrorOptions {
  strategy: string
  out: string
  model?: string
  facePolicy: string
  json?: boolean
}

const everything = treatmentNames.join(', ')

const StrategySchema = z.enum(treatmentNames, `Expected --strategy to be all or from ${everything}`)

const FacePolicySchema = RunRequestSchema.shape.facePolicy

/** Done, but something could not be treated. */
const exitCodeSomeFailed = 2

export function addMirrorCommand(program: Command): void {
  program
    .command('mirror')
    .description('put the mask of a probe on reference photos, as a recogniser would compare them')
    .argument('<probe>', 'a photo of somebody with a mask')
    .argument('<reference...>', 'photos of people without')
    .option('--strategy <list>', `all, or from ${everything}`, 'transplant')
    .requiredOption('--out <folder>', 'where the aligned and treated pictures go, and mirror.json')
    .option('--model <name or file>', 'also score each comparison with this recogniser')
    .option('--face-policy <policy>', 'of several faces: central, largest or single', 'central')
    .option('--json', 'print mirror.json')
    .action(async (probe: string, references: string[], options: MirrorOptions, command: Command) => {
      const strategies = strategiesFrom(options.strategy)
      const { signal, stop } = interruptSignal()
      try {
        await using tools = await openMirrorTools(openModelRegistry(command), {
          model: options.model ?? null,
          policy: FacePolicySchema.parse(options.facePolicy),
        })
        const request = { probe, references, strategies, output: options.out }
        const report = await mirrorPictures(request, tools, signal)
        console.log(options.json === true ? JSON.stringify(report, null, 2) : reportText(report, options.out))
        if (countFailures(report) > 0) process.exitCode = exitCodeSomeFailed
      } finally {
        stop()
      }
    })
}

function strategiesFrom(list: string): TreatmentName[] {
  if (list === 'all') return [...treatmentNames]
  return [...new Set(list.split(',').map((name) => StrategySchema.parse(name.trim())))]
}

function countFailures({ probe, references }: MirrorReport): number {
  const ofReferences = references.flatMap(({ failure, treated }) => [failure, ...treated.map((one) => one.failure)])
  return [probe.failure, ...ofReferences].filter((failure) => failure !== null).length
}

function reportText({ probe, references }: MirrorReport, output: string): string {
  if (probe.failure !== null) return `${probe.file}: ${probe.failure.reason}, ${probe.failure.detail}`
  const rows = references.flatMap((reference) => rowsOf(reference))
  return `${textTable(['reference', 'strategy', 'score', ''], rows)}\nPictures and mirror.json are in ${output}`
}

function rowsOf({ file, score, failure, treated }: MirroredReference): string[][] {
  if (failure !== null) return [[file, '', '', `${failure.reason}: ${failure.detail}`]]
  return [
    [file, 'none', shownScore(score), ''],
    ...treated.map((one) => [
      file,
      one.strategy,
      shownScore(one.score),
      one.failure === null ? one.detail : `${one.failure.reason}: ${one.detail}`,
    ]),
  ]
}

function shownScore(score: number | null): string {
  return score === null ? '' : score.toFixed(4)
}
