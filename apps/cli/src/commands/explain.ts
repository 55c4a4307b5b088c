import { occlusionFills } from '@maskmirror/evaluation/understanding'
import { lookTargets, RunRequestSchema } from '@maskmirror/experiments'
import {
  explainPhotos,
  explainRun,
  openExplainTools,
  type PhotosExplanation,
  type RunExplanation,
} from '@maskmirror/experiments/understanding'
import { type Command, Option } from 'commander'
import { z } from 'zod'
import { interruptSignal } from '../interrupt-signal.ts'
import { openFromCommand, openModelRegistry } from '../open-from-command.ts'
import { textTable } from '../text-table.ts'

interface OcclusionFlags {
  patch: string
  stride: string
  fill: (typeof occlusionFills)[number]
  out: string
  json?: boolean
}

interface RunFlags extends OcclusionFlags {
  person?: string
  second?: string
  with: (typeof lookTargets)[number]
}

interface PhotosFlags extends OcclusionFlags {
  model: string
  with: 'itself' | 'first'
  facePolicy: string
}

const PixelsSchema = z.coerce.number('Expected --patch and --stride to be numbers of pixels')

const FacePolicySchema = RunRequestSchema.shape.facePolicy

/** Done, but something could not be looked at. */
const exitCodeSomeFailed = 2

export function addExplainCommand(program: Command): void {
  const explain = program
    .command('explain')
    .description('what a recogniser looks at: occlusion and attention on faces, and where masked features lie')
  withOcclusion(explain.command('run'))
    .description('on the faces of a person of a finished run, with the features of all of its faces')
    .argument('<run>', 'id of a finished run')
    .option('--person <name>', 'default the first one')
    .option('--second <run>', 'another finished run: of another model to stand beside, of the same to share the figure')
    .addOption(
      new Option('--with <target>', 'what the similarity is with: the face itself, or the person’s other one')
        .choices([...lookTargets])
        .default('itself'),
    )
    .action(async (run: string, flags: RunFlags, command: Command) => {
      await using opened = await openFromCommand(command)
      const explanation = await explainRun(
        {
          runs: flags.second === undefined ? [run] : [run, flags.second],
          person: flags.person ?? null,
          query: { unmasked: 0, masked: 0, target: flags.with, occlusion: occlusionOf(flags) },
          output: flags.out,
        },
        opened.workbench,
      )
      print(flags, explanation, runText)
    })
  withOcclusion(explain.command('photos'))
    .description('on the faces of photographs')
    .argument('<photo...>', 'such as somebody without a mask and with one')
    .requiredOption('--model <name or file>', 'the recogniser')
    .addOption(
      new Option('--with <target>', 'what the similarity is with: each face itself, or the face of the first photo')
        .choices(['itself', 'first'])
        .default('itself'),
    )
    .option('--face-policy <policy>', 'of several faces: central, largest or single', 'central')
    .action(async (photos: string[], flags: PhotosFlags, command: Command) => {
      const { model, out } = flags
      const policy = FacePolicySchema.parse(flags.facePolicy)
      const { signal, stop } = interruptSignal()
      try {
        await using tools = await openExplainTools(openModelRegistry(command), { model, policy })
        const request = { model, photos, target: flags.with, occlusion: occlusionOf(flags), output: out }
        const explanation = await explainPhotos(request, tools, signal)
        print(flags, explanation, photosText)
        if (explanation.photos.some(({ look }) => look === null)) process.exitCode = exitCodeSomeFailed
      } finally {
        stop()
      }
    })
}

function withOcclusion(command: Command): Command {
  return command
    .option('--patch <pixels>', 'side of the square that covers the aligned face of 112 pixels', '24')
    .option('--stride <pixels>', 'from one place of the square to the next', '8')
    .addOption(
      new Option('--fill <colour>', 'what the square is filled with: the face’s mean colour, or grey')
        .choices([...occlusionFills])
        .default('mean'),
    )
    .requiredOption('--out <folder>', 'where pictures, figures and explain.json go')
    .option('--json', 'print explain.json')
}

function occlusionOf({ patch, stride, fill }: OcclusionFlags) {
  return { patch: PixelsSchema.parse(patch), stride: PixelsSchema.parse(stride), fill }
}

function print<Explanation>(
  { json, out }: OcclusionFlags,
  explanation: Explanation,
  text: (explanation: Explanation) => string,
): void {
  console.log(
    json === true
      ? JSON.stringify(explanation, null, 2)
      : `${text(explanation)}\nPictures and explain.json are in ${out}`,
  )
}

const lookHeaders = ['similarity', 'largest loss', 'upper face', 'attention, upper face']

function runText({ people, features }: RunExplanation): string {
  const faces = people.flatMap(({ model, person, faces }) =>
    faces.map(({ state, look }) => [model, `${person}, ${state}`, ...lookCells(look)]),
  )
  const overlaps = features.flatMap(({ model, overlaps }) =>
    overlaps.map(({ masked, unmasked, overlap, impossibleBecause }) => [
      model,
      `${masked} from ${unmasked}`,
      overlap === null ? (impossibleBecause ?? '') : percent(overlap.accuracy),
      overlap === null ? '' : `${percent(overlap.interval.low)} to ${percent(overlap.interval.high)}`,
    ]),
  )
  return [
    textTable(['model', 'face', ...lookHeaders], faces),
    '',
    textTable(['model', 'told apart', 'accuracy', '95 %'], overlaps),
  ].join('\n')
}

function photosText({ photos }: PhotosExplanation): string {
  return textTable(
    ['photo', ...lookHeaders],
    photos.map(({ file, look, failure }) => [
      file,
      ...(look === null
        ? [failure === null ? 'not looked at' : `${failure.reason}: ${failure.detail}`]
        : lookCells(look)),
    ]),
  )
}

type Look = NonNullable<PhotosExplanation['photos'][number]['look']>

function lookCells({ similarity, occlusion, attention }: Look): string[] {
  return [
    similarity.toFixed(4),
    occlusion.greatest.toFixed(4),
    percent(occlusion.upperShare),
    attention === null ? 'none' : percent(attention.upperShare),
  ]
}

function percent(share: number | null): string {
  return share === null ? '-' : `${(share * 100).toFixed(1)} %`
}
