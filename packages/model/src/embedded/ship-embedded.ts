/**
 * Makes the embedded recognisers ready to be shipped from their trainings; how they are trained is said in docs/model.md:
 *
 *     npx --yes pnpm@12.21.0 --filter @maskmirror/model ship-embedded --trained <folder>
 *
 * `--trained` holds a folder of each name. Measures each on generated people of another world, plain and varied, and writes
 * `NAME.onnx`, its card and the record of its training into `packages/model/models`.
 */
import { createHash } from 'node:crypto'
import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { faceGeneratorVersion, plainWorld, variedWorld } from '@maskmirror/datasets'
import { rasteriseSvg } from '@maskmirror/imaging/codec'
import { createInferenceRuntime, createModelRegistry, ModelCardSchema, openEmbedder } from '@maskmirror/inference'
import { createMaskTemplates, generatorVersion } from '@maskmirror/mask-the-face'
import { z } from 'zod'
import { embeddedConfiguration, embeddedModelNames, embeddedModelsFolder } from './embedded-models.ts'
import { drawHeldOutPeople, measureHeldOut } from './held-out-people.ts'

const heldOut = { seed: 'embedded held out', people: 80, picturesPerPerson: 3 }

const { values } = parseArgs({ options: { trained: { type: 'string' } } })
if (values.trained === undefined) throw new Error('Expected --trained, the folder of the trainings')
const trained = resolve(values.trained)

const StepSchema = z.looseObject({
  step: z.int(),
  development: z.object({ unmasked: z.number(), masked: z.number(), mean: z.number() }).optional(),
})

const templates = await createMaskTemplates(rasteriseSvg)
const worlds = {
  plain: await drawHeldOutPeople(heldOut.seed, { ...heldOut, world: plainWorld }, templates),
  varied: await drawHeldOutPeople(heldOut.seed, { ...heldOut, world: variedWorld }, templates),
}
const runtime = createInferenceRuntime({ workers: 1, threadsPerWorker: 1 })
for (const name of embeddedModelNames) {
  const folder = join(trained, name)
  const configuration: unknown = JSON.parse(await readFile(embeddedConfiguration(name), 'utf8'))
  const model = await createModelRegistry({ directories: [folder] }).resolve(join(folder, `${name}.onnx`))
  const embedder = await openEmbedder({ runtime, model })
  const errors = {
    plain: await measureHeldOut(worlds.plain, embedder),
    varied: await measureHeldOut(worlds.varied, embedder),
  }
  await embedder.close()
  const validations = (await readFile(join(folder, 'metrics.jsonl'), 'utf8'))
    .trim()
    .split('\n')
    .map((line) => StepSchema.parse(JSON.parse(line)))
    .filter(({ development }) => development !== undefined)
    .map(({ step, development }) => ({ step: step + 1, ...development! }))
  const percent = (rate: number) => `${(rate * 100).toFixed(1)} %`
  const card = ModelCardSchema.parse({
    ...model.card,
    title: `${name === 'embedded-pure' ? 'ArcFace alone' : 'embedded-pure with refinement layer and domain adaptation'}, tiny, trained on generated faces`,
    licence: 'MIT',
    source: { address: null, project: 'MaskMirror', citation: null },
    notes: [
      ...model.card.notes,
      `EER on ${heldOut.people} other generated people: bare ${percent(errors.plain.umrUmp)}, bare against masked ${percent(errors.plain.umrMp)}, both masked ${percent(errors.plain.mrMp)}; in the varied world ${percent(errors.varied.umrUmp)}, ${percent(errors.varied.umrMp)}, ${percent(errors.varied.mrMp)}.`,
      'It has never seen a photograph: for the demonstration and for tests, of no use on real people.',
    ],
  })
  const record = {
    configuration,
    generators: { faces: faceGeneratorVersion, masks: generatorVersion },
    backend: 'wasm',
    validations,
    heldOut: { ...heldOut, errors },
  }
  const target = join(embeddedModelsFolder, `${name}.onnx`)
  await copyFile(model.path, target)
  const sha256 = createHash('sha256')
    .update(await readFile(target))
    .digest('hex')
  if (sha256 !== card.file.sha256) throw new Error(`Expected ${name} to have the checksum of its card`)
  await writeFile(join(embeddedModelsFolder, `${name}.card.json`), `${JSON.stringify(card, null, 2)}\n`)
  await writeFile(join(embeddedModelsFolder, `${name}.training.json`), `${JSON.stringify(record, null, 2)}\n`)
  process.stdout.write(`${name}: ${card.notes.at(-2)}\n`)
}
await runtime.close()
