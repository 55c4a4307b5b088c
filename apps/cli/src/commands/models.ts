import type { ModelListing } from '@maskmirror/inference'
import type { Command } from 'commander'
import { interruptSignal } from '../interrupt-signal.ts'
import { openModelRegistry } from '../open-from-command.ts'
import { createProgressDisplay } from '../progress-display.ts'
import { textTable } from '../text-table.ts'

export function addModelsCommand(program: Command): void {
  const models = program.command('models').description('public models: what they are, where they are, and getting them')
  models
    .command('list')
    .description('every model card with the state of its file')
    .action(async (_options: object, command: Command) => printModels(await openModelRegistry(command).list()))
  models
    .command('pull <name...>')
    .description('fetch models, from MASKMIRROR_MODEL_MIRROR when it has them; an interrupted download continues')
    .option('--sha256 <checksum>', 'the checksum that you trust, for a card that names none')
    .action(async (names: string[], options: { sha256?: string }, command: Command) => {
      const registry = openModelRegistry(command)
      const { signal, stop } = interruptSignal()
      try {
        for (const name of names) {
          const card = (await registry.list()).find((listing) => listing.card.name === name)?.card
          if (card !== undefined) {
            const size = card.file.bytes === null ? 'size unknown' : `${(card.file.bytes / 1e6).toFixed(1)} MB`
            console.error(`${card.title}: ${size}, licence: ${card.licence ?? 'not stated by the source'}`)
          }
          const display = createProgressDisplay(process.stderr)
          const { path, sha256 } = await registry
            .pull(name, {
              signal,
              onProgress: display.show,
              ...(options.sha256 === undefined ? {} : { acceptedSha256: options.sha256 }),
            })
            .finally(display.stop)
          console.log(`${name}: ${path}\nsha256 ${sha256}`)
        }
      } finally {
        stop()
      }
    })
  models
    .command('verify [name...]')
    .description('compare size and checksum of the files with their cards')
    .action(async (names: string[], _options: object, command: Command) => {
      const registry = openModelRegistry(command)
      const present = (await registry.list()).filter(({ state }) => state !== 'missing')
      const listings = names.length === 0 ? present : await Promise.all(names.map((name) => registry.verify(name)))
      printModels(listings)
      if (listings.some(({ state }) => state !== 'present')) process.exitCode = 1
    })
}

function printModels(listings: readonly ModelListing[]): void {
  console.log(
    textTable(
      ['name', 'task', 'state', 'MB', 'licence', 'file'],
      listings.map(({ card, state, path }) => [
        card.name,
        card.task,
        state,
        card.file.bytes === null ? '?' : (card.file.bytes / 1e6).toFixed(1),
        card.licence ?? 'not stated',
        path ?? `${card.file.name} (maskmirror models pull ${card.name})`,
      ]),
    ),
  )
}
