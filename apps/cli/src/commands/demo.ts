import { RunRequestSchema } from '@maskmirror/experiments'
import type { Command } from 'commander'
import { openFromCommand } from '../open-from-command.ts'
import { printResult } from '../print-result.ts'
import { runToEnd } from '../run-to-end.ts'

const request = RunRequestSchema.parse({
  dataset: 'demo',
  model: 'lbp',
  settings: ['umr-ump', 'umr-mp', 'mr-mp', 'mirror:type-colour', 'mirror:flat'],
})

const nextSteps = `
Next:
  npm start                                                 the same in a dashboard
  npx maskmirror models list                                real recognisers, and how to get them
  npx maskmirror evaluate --dataset <folder> --model <name>  your own photos (person/photo.jpg)
`

export function addDemoCommand(program: Command): void {
  program
    .command('demo')
    .description('evaluate the embedded generated faces with the embedded recogniser: no photos, no weights needed')
    .action(async (_options: object, command: Command) => {
      await using opened = await openFromCommand(command)
      await printResult(opened, await runToEnd(opened.workbench, request))
      console.log(nextSteps)
    })
}
