import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { RunRequestSchema } from '@maskmirror/experiments'
import type { Command } from 'commander'
import { openFromCommand } from '../open-from-command.ts'
import { printResult } from '../print-result.ts'
import { runToEnd } from '../run-to-end.ts'

interface EvaluateOptions {
  dataset: string
  model: string
  settings: string
  masks: string
  people: string
  facePolicy: string
  maxGenuine: number
  maxImpostor: number
  seed: number
  thresholdsFrom?: string
  trainedOn?: string
  allowOverlap?: string
  split?: string
  part?: string
  exclude?: string
}

const defaults = RunRequestSchema.parse({ dataset: 'demo', model: 'lbp', settings: ['umr-ump'] })

export function addEvaluateCommand(program: Command): void {
  program
    .command('evaluate')
    .description('measure a model on photos with and without masks and print the comparison')
    .requiredOption(
      '--dataset <path or name>',
      'a folder of people or in another known layout, a pack (.rec, .bin), a list (.csv), a registered data set, or demo',
    )
    .requiredOption('--model <name or file>', 'lbp, a name that `maskmirror models list` shows, or an .onnx file')
    .option(
      '--settings <list>',
      'what to compare, separated by commas',
      'umr-ump,umr-mp,mr-mp,mr-ump,mirror,mirror:flat',
    )
    .option(
      '--masks <source>',
      'auto, synthetic (drawn on bare photos) or real (masked photos of the set)',
      defaults.masks,
    )
    .option('--people <which>', 'all, or the development or test half of a split by person', defaults.people)
    .option('--split <list.csv>', 'a list of `maskmirror datasets split`; --part says which of its parts')
    .option('--part <name>', 'the part of the split whose people take part')
    .option('--exclude <list.csv>', 'a reviewed list of photos that are not used, see `maskmirror datasets health`')
    .option('--face-policy <policy>', 'which face of several: central, largest or single', defaults.facePolicy)
    .option(
      '--max-genuine <count>',
      'genuine pairs at most, where the set has no pair list',
      Number,
      defaults.maxGenuine,
    )
    .option(
      '--max-impostor <count>',
      'impostor pairs at most, where the set has no pair list',
      Number,
      defaults.maxImpostor,
    )
    .option('--seed <number>', 'of sampled pairs and drawn masks', Number, defaults.seed)
    .option('--thresholds-from <run>', 'frozen thresholds of another run of this model')
    .option('--trained-on <file>', 'who the model was trained on, a person a line: nobody of them may be in the test')
    .option('--allow-overlap <names>', 'people who may be in both all the same, separated by commas')
    .action(async (options: EvaluateOptions, command: Command) => {
      await using opened = await openFromCommand(command)
      const { settings, thresholdsFrom, trainedOn, allowOverlap, dataset, model, split, part, exclude, ...others } =
        options
      if ((split === undefined) !== (part === undefined)) command.error('error: --split and --part need each other')
      const isPath = await stat(dataset).then(
        () => true,
        () => looksLikePath(dataset),
      )
      const request = RunRequestSchema.parse({
        ...others,
        dataset: isPath ? (await opened.workbench.addDataset(resolve(dataset))).id : dataset,
        model: looksLikePath(model) ? resolve(model) : model,
        settings: settings.split(','),
        thresholdsFrom: thresholdsFrom ?? null,
        split: split === undefined ? null : { list: resolve(split), part },
        exclude: exclude === undefined ? null : resolve(exclude),
        ...(trainedOn === undefined
          ? {}
          : { training: { manifest: resolve(trainedOn), allowed: allowOverlap?.split(',') ?? [] } }),
      })
      await printResult(opened, await runToEnd(opened.workbench, request))
    })
}

function looksLikePath(text: string): boolean {
  return /[/\\]/.test(text) || text.endsWith('.onnx')
}
