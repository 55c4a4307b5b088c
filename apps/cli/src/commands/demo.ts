import { type RunRequest, RunRequestSchema } from '@maskmirror/experiments'
import type { Command } from 'commander'
import { openFromCommand } from '../open-from-command.ts'
import { printAdaptation } from '../print-adaptation.ts'
import { printResult } from '../print-result.ts'
import { runToEnd } from '../run-to-end.ts'

/** The recogniser as it comes, with all that can be done to references; then the one that was trained for masks. */
const pure = RunRequestSchema.parse({
  dataset: 'demo',
  model: 'embedded-pure',
  settings: ['umr-ump', 'umr-mp', 'mr-mp', 'mirror:type-colour', 'mirror:flat'],
})
const both: RunRequest = { ...pure, model: 'embedded-both', settings: ['umr-ump', 'umr-mp', 'mr-mp'] }

const nextSteps = `
Next:
  npm start                                                 the same in a dashboard
  npx maskmirror models list                                real recognisers, and how to get them
  npx maskmirror evaluate --dataset <folder> --model <name>  your own photos (person/photo.jpg)
`

export function addDemoCommand(program: Command): void {
  program
    .command('demo')
    .description('evaluate the embedded generated faces with the embedded recognisers: no photos, no download needed')
    .action(async (_options: object, command: Command) => {
      await using opened = await openFromCommand(command)
      const plain = await runToEnd(opened.workbench, pure)
      const trained = await runToEnd(opened.workbench, both)
      await printResult(opened, plain)
      const runs = [
        { recogniser: 'ArcFace alone', table: plain.result?.table },
        { recogniser: 'refinement and domain adaptation', table: trained.result?.table },
      ]
      printAdaptation(runs.flatMap(({ recogniser, table }) => (table === undefined ? [] : [{ recogniser, table }])))
      console.log(nextSteps)
    })
}
