import { resolve } from 'node:path'
import { reportText } from '@maskmirror/evaluation'
import { readPlan } from '@maskmirror/experiments/adaptation'
import { writeFiles } from '@maskmirror/experiments/score-files'
import { runStudy, StudyFileSchema, studyFiles, studyReport } from '@maskmirror/experiments/study'
import { backendNames, openBackend } from '@maskmirror/model'
import { type Command, Option } from 'commander'
import { interruptSignal } from '../interrupt-signal.ts'
import { openFromCommand } from '../open-from-command.ts'
import { prepareSystem } from '../prepare-system.ts'
import { createProgressDisplay } from '../progress-display.ts'
import { runToEnd } from '../run-to-end.ts'

interface StudyOptions {
  out: string
  backend: (typeof backendNames)[number] | 'auto'
}

export function addStudyCommand(program: Command): void {
  program
    .command('study')
    .description(
      'train or load each system of a file, measure all of them on the same sets, and compare each with the first; the same command continues what was stopped',
    )
    .argument('<file>', 'JSON: systems and the sets they are measured on; examples lie in studies')
    .requiredOption('--out <folder>', 'where a folder for each system, study.json and study.md go')
    .addOption(
      new Option('--backend <name>', 'what computes; auto takes the first that works here')
        .choices(['auto', ...backendNames])
        .default('auto'),
    )
    .action(async (path: string, { out, backend }: StudyOptions, command: Command) => {
      const file = await readPlan(path, 'a study', StudyFileSchema)
      await using opened = await openFromCommand(command)
      const { name, description } = await openBackend(backend)
      console.error(`computes with ${name}: ${description}`)
      const { workbench } = opened
      const prepared = new Map<string, string>()
      const study = await runStudy(file, {
        prepare: async (system) => {
          const display = createProgressDisplay(process.stderr)
          const { signal, stop } = interruptSignal()
          try {
            const ready = await prepareSystem(system, file, opened, {
              folder: out,
              signal,
              onProgress: display.show,
              clockMs: () => performance.now(),
              modelOf: (model) => prepared.get(model) ?? model,
              onLine: (line) => console.error(line),
            })
            prepared.set(system.name, ready.model)
            return ready
          } finally {
            stop()
            display.stop()
          }
        },
        evaluate: ({ model, split, exclude, ...request }) =>
          runToEnd(workbench, {
            ...request,
            model: /[/\\]|\.onnx$/.test(model) ? resolve(model) : model,
            split: split === null ? null : { ...split, list: resolve(split.list) },
            exclude: typeof exclude === 'string' ? resolve(exclude) : exclude,
          }),
        compare: workbench.compareRuns,
        onStage: (what) => console.error(what),
      })
      console.log(reportText(studyReport(study), { width: Math.max(80, process.stdout.columns ?? 120) }))
      const names = await writeFiles(out, studyFiles(study))
      console.error(`Written to ${out}: ${names.join(', ')}`)
    })
}
