import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { plainWorld } from '@maskmirror/datasets'
import { rasteriseSvg } from '@maskmirror/imaging/codec'
import { createInferenceRuntime, createModelRegistry, openEmbedder } from '@maskmirror/inference'
import { createMaskTemplates } from '@maskmirror/mask-the-face'
import { expect, test } from 'vitest'
import { z } from 'zod'
import {
  embeddedCards,
  embeddedConfiguration,
  embeddedModelNames,
  embeddedModelsFolder,
  withEmbeddedModels,
} from './embedded-models.ts'
import { drawHeldOutPeople, measureHeldOut } from './held-out-people.ts'

const Rates = z.object({ pictures: z.int(), umrUmp: z.number(), umrMp: z.number(), mrMp: z.number() })
const RecordSchema = z.object({
  configuration: z.unknown(),
  heldOut: z.object({ errors: z.object({ plain: Rates, varied: Rates }) }),
})

function recordOf(name: string) {
  return RecordSchema.parse(JSON.parse(readFileSync(join(embeddedModelsFolder, `${name}.training.json`), 'utf8')))
}

test('the shipped files are those of their cards, together below 8 MB', () => {
  const cards = embeddedCards()
  expect(cards.map(({ name }) => name)).toEqual([...embeddedModelNames])
  for (const { file } of cards) {
    const bytes = readFileSync(join(embeddedModelsFolder, file.name))
    expect([bytes.length, createHash('sha256').update(bytes).digest('hex')]).toEqual([file.bytes, file.sha256])
  }
  const sizes = readdirSync(embeddedModelsFolder).map((name) => statSync(join(embeddedModelsFolder, name)).size)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(8e6)
})

test.each(embeddedModelNames)('%s was trained as its configuration says', (name) => {
  expect(recordOf(name).configuration).toEqual(JSON.parse(readFileSync(embeddedConfiguration(name), 'utf8')))
})

test('they tell people apart whom nobody learned from, as their records say, and masks cost them something', async () => {
  const templates = await createMaskTemplates(rasteriseSvg)
  const people = await drawHeldOutPeople('test', { people: 24, picturesPerPerson: 3, world: plainWorld }, templates)
  const models = createModelRegistry(withEmbeddedModels([]))
  const runtime = createInferenceRuntime({ workers: 1, threadsPerWorker: 1 })
  try {
    for (const name of embeddedModelNames) {
      const embedder = await openEmbedder({ runtime, model: await models.resolve(name) })
      const errors = await measureHeldOut(people, embedder)
      const { plain } = recordOf(name).heldOut.errors
      // of other people, so that the rates differ by chance
      expect(Math.abs(errors.umrUmp - plain.umrUmp)).toBeLessThan(0.04)
      expect(Math.abs(errors.umrMp - plain.umrMp)).toBeLessThan(0.06)
      expect(errors.umrMp).toBeGreaterThan(errors.umrUmp)
      await embedder.close()
    }
  } finally {
    await runtime.close()
  }
}, 300_000)
