import { join } from 'node:path'
import { AdaptFileSchema, adaptRecogniser, listMaps, readPlan } from '@maskmirror/experiments/adaptation'
import { backendNames, openBackend } from '@maskmirror/model'
import { type Command, Option } from 'commander'
import { interruptSignal } from '../interrupt-signal.ts'
import { openFromCommand } from '../open-from-command.ts'
import { createProgressDisplay } from '../progress-display.ts'
import { developmentLine, trainingProgress, validationLine } from '../training-lines.ts'

interface AdaptOptions {
  out?: string
  backbone?: string
  featureMap?: string
  listMaps?: boolean
  backend: (typeof backendNames)[number] | 'auto'
}

export function addAdaptCommand(program: Command): void {
  program
    .command('adapt')
    .description(
      'train what an existing ONNX recogniser has behind one of its feature maps, with the refinement layer and the domain adaptation, and write one joined ONNX file; the same command continues what was stopped',
    )
    .argument('[config]', 'JSON file: what is learned from, and how; an example lies in packages/model/adaptations')
    .option('--backbone <model>', 'a name that `maskmirror models list` shows, or an .onnx file')
    .option('--feature-map <tensor>', 'where it is cut')
    .option('--list-maps', 'show the feature maps of the backbone and end')
    .option('--out <folder>', 'where checkpoints, metrics.jsonl, the ONNX model and its card go')
    .addOption(
      new Option('--backend <name>', 'what computes; auto takes the first that works here')
        .choices(['auto', ...backendNames])
        .default('auto'),
    )
    .action(async (config: string | undefined, options: AdaptOptions, command: Command) => {
      const { backbone, featureMap, out, backend } = options
      if (options.listMaps === true) {
        if (backbone === undefined) command.error('error: --list-maps needs --backbone')
        await using opened = await openFromCommand(command)
        for (const line of await listMaps(backbone, opened.environment)) console.log(line)
        return
      }
      if (config === undefined || out === undefined) command.error('error: a configuration and --out are needed')
      const read = await readPlan(config, 'an adaptation', AdaptFileSchema)
      const file = {
        ...read,
        ...(backbone === undefined ? {} : { backbone }),
        ...(featureMap === undefined ? {} : { featureMap }),
      }
      if (file.backbone === undefined) command.error('error: --backbone is needed where the configuration names none')
      await using opened = await openFromCommand(command)
      const { name, description } = await openBackend(backend)
      console.error(`computes with ${name}: ${description}`)
      const display = createProgressDisplay(process.stderr)
      const { signal, stop } = interruptSignal()
      try {
        const { before, model, step, ended, best } = await adaptRecogniser(file, opened.environment, {
          folder: out,
          mapFolder: join(opened.directory.path, 'maps'),
          signal,
          clockMs: () => performance.now(),
          onProgress: display.show,
          onFaces: ({ leftOut, counts }) => {
            for (const { what, reason } of leftOut) console.error(`left out: ${what}: ${reason}`)
            console.error(
              `${counts.learnedPeople} people to learn from, ${counts.developmentPeople} to decide by, ${counts.real} faces known by their mask`,
            )
          },
          onBefore: (error) => {
            if (error !== null) console.error(`before: ${developmentLine(error)}`)
          },
          onTraining: (progress) => {
            display.show(trainingProgress(progress, file.training))
            if (progress.development !== null) console.error(validationLine(progress, progress.development))
          },
        })
        if (model === null) {
          console.error(`Stopped after step ${step} of ${file.training.steps}. The same command continues`)
          process.exitCode = 130
          return
        }
        console.error(
          `${ended === 'early' ? 'Ended early' : 'Trained'} after ${step} steps${best === null ? '' : `, the best is step ${best.step}`}; ONNX Runtime and TensorFlow.js differ by ${model.check.embedding.toExponential(1)}`,
        )
        if (before !== null && best !== null && best.fnmr >= before.mean) {
          console.error('Development people were told apart better before: another learning rate or feature map may do')
        }
        console.log(model.path)
      } finally {
        stop()
        display.stop()
      }
    })
}
