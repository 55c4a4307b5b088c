import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { personKeyRules } from '@maskmirror/datasets'
import { openRequestedDataset } from '@maskmirror/experiments'
import { checkHealth, drawHealthSheets, openHealthTools, suspectsList } from '@maskmirror/experiments/dataset-health'
import type { Command } from 'commander'
import { z } from 'zod'
import { openFromCommand } from '../../open-from-command.ts'
import { printHealth } from '../../print-health.ts'
import { withFileWork } from '../../with-file-work.ts'

const OptionsSchema = z.object({
  model: z.string().optional(),
  personNames: z.enum(personKeyRules),
  out: z.string().optional(),
  pages: z.number('Expected --pages to be a number').int().min(0),
  json: z.boolean().optional(),
})

export function addHealthCommand(datasets: Command): void {
  datasets
    .command('health <id...>')
    .description(
      'look for photos that cannot be read or occur more than once, for mask flags and people that look wrong, and for what the sets share',
    )
    .option(
      '--model <name or file>',
      'recogniser to compare faces with, or none (default: mobilefacenet when it is there)',
    )
    .option('--person-names <rule>', `how names of several sets are compared: ${personKeyRules.join(', ')}`, 'as-is')
    .option('--out <folder>', 'report.json, suspects.csv to be reviewed for evaluate --exclude, and contact sheets')
    .option('--pages <number>', 'contact sheets of each problem at most', Number, 5)
    .option('--json', 'print the report as JSON')
    .action(async (ids: string[], given: object, command: Command) => {
      const { model, personNames, out, pages, json } = OptionsSchema.parse(given)
      await using opened = await openFromCommand(command)
      const { environment } = opened
      await using tools = await openHealthTools(model ?? null, environment)
      await withFileWork(async (work) => {
        const open = (dataset: string) => openRequestedDataset({ dataset, people: 'all' }, environment, work.signal)
        const datasets = await Promise.all(ids.map(open))
        const report = await checkHealth(
          { datasets, tools: tools.tools, toolsKey: tools.key, toolNames: tools.names, personNames },
          { ...work, artefacts: environment.artefacts },
        )
        if (json) console.log(JSON.stringify(report, null, 2))
        else printHealth(report)
        if (out === undefined) return
        await mkdir(out, { recursive: true })
        await writeFile(join(out, 'report.json'), `${JSON.stringify(report, null, 2)}\n`)
        await writeFile(join(out, 'suspects.csv'), suspectsList(report))
        for await (const { file, png } of drawHealthSheets(report, datasets, pages))
          await writeFile(join(out, file), png)
        if (!json) console.log(`Report, suspects.csv to review, and contact sheets: ${out}`)
      })
    })
}
