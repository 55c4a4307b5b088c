import { personKeyRules } from '@maskmirror/datasets'
import { openRequestedDataset } from '@maskmirror/experiments'
import { writeSplit } from '@maskmirror/experiments/dataset-files'
import type { Command } from 'commander'
import { z } from 'zod'
import { openFromCommand } from '../../open-from-command.ts'
import { textTable } from '../../text-table.ts'
import { withFileWork } from '../../with-file-work.ts'

const OptionsSchema = z.object({
  out: z.string(),
  seed: z.number('Expected --seed to be a number').int(),
  share: z.number('Expected --share to be a number'),
  parts: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.tuple([z.string(), z.string()], 'Expected --parts to be two names separated by a comma')),
  personNames: z.enum(personKeyRules),
})

export function addSplitCommand(datasets: Command): void {
  datasets
    .command('split <id...>')
    .description(
      'put people into two parts, the same name into the same part in every set, by a seeded hash of the name alone: adding people moves nobody',
    )
    .requiredOption('--out <file>', 'the list, CSV; what it was made of and how goes to FILE.json')
    .option('--seed <number>', 'of the hash', Number, 1)
    .option('--share <fraction>', 'of the names that go to the first part', Number, 0.5)
    .option('--parts <names>', 'of the two parts, such as RMFD_DA,RMFD_FV', 'development,test')
    .option('--person-names <rule>', `how names of several sets are compared: ${personKeyRules.join(', ')}`, 'as-is')
    .action(async (ids: string[], given: object, command: Command) => {
      const { out, ...rule } = OptionsSchema.parse(given)
      await using opened = await openFromCommand(command)
      const { environment } = opened
      const sets = await withFileWork(async ({ signal }) => {
        const open = (dataset: string) => openRequestedDataset({ dataset, people: 'all' }, environment, signal)
        return Promise.all(ids.map(open))
      })
      const { counts } = await writeSplit(out, sets, rule)
      console.log(
        textTable(
          ['set', 'part', 'people', 'photos'],
          counts.map(({ dataset, part, people, photos }) => [dataset, part, String(people), String(photos)]),
        ),
      )
      console.log(`Use it: maskmirror evaluate --dataset <id> --split ${out} --part ${rule.parts[1]} …`)
    })
}
