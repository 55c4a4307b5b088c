/**
 * Trains the network that tells whether and where a mask is worn, and writes it with its card and the record of its training:
 *
 *     npx --yes pnpm@12.21.0 --filter @maskmirror/model train-mask-decision --models <folder> --photos <folder> --out <folder>
 *
 * `--models` holds YuNet and MediaPipe's landmarker; `--photos` one folder of pictures of bare faces for each person, such as
 * LFW (without it, generated faces only). Half of the people, by their names, are left out and tried at the end.
 */
import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createRng } from '@maskmirror/core'
import { faceGeneratorVersion } from '@maskmirror/datasets'
import { createFaceFinder, maskCropSide, openFaceDetector, openLandmarker } from '@maskmirror/faces'
import { rasteriseSvg } from '@maskmirror/imaging/codec'
import { createInferenceRuntime, createModelRegistry } from '@maskmirror/inference'
import { createMaskPatterns, createMaskTemplates, generatorVersion, preparePattern } from '@maskmirror/mask-the-face'
import { exportNetwork } from '#export/export-network.ts'
import { openBackend } from '../backend/open-backend.ts'
import { confusionOf, placesOf } from './confusion.ts'
import { type ExampleTools, type FaceSources, type Half, makeExamples } from './make-examples.ts'
import { cardOf } from './mask-decision-card.ts'
import { maskNetwork } from './mask-network.ts'
import { trainingDefaults, trainNetwork } from './train-network.ts'

const seed = 'mask-decision'
const { values } = parseArgs({
  options: { models: { type: 'string' }, photos: { type: 'string' }, out: { type: 'string' } },
})
const { models, photos = null, out } = values
if (models === undefined || out === undefined) throw new Error('Expected --models and --out, each with a folder')
const print = (line: string) => process.stdout.write(`${line}\n`)

const runtime = createInferenceRuntime({ workers: 1, threadsPerWorker: 1 })
const tools = await openTools(models)
const sources: Record<Half, FaceSources> = {
  development: { generated: 700, photos },
  test: { generated: 200, photos },
}
const make = async (half: Half) => {
  const startedAt = performance.now()
  let faces = 0
  const set = await makeExamples({ ...sources[half], half, seed }, tools, (done) => {
    if (++faces % 200 === 0) print(`${half}: ${faces} faces, ${done} crops`)
  })
  print(`${half}: ${set.examples.length} crops in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`)
  return set
}
const development = await make('development')
const { description } = await openBackend('wasm')
print(description)
const parameters = trainNetwork(development, createRng(seed), trainingDefaults, (epoch, loss) => {
  print(`epoch ${epoch + 1} of ${trainingDefaults.epochs}: loss ${loss.toFixed(4)}`)
})
const test = await make('test')
await runtime.close()
const heldOut = confusionOf(test.examples, placesOf(parameters, test))
const peopleOf = ({ examples }: typeof development, source: string) =>
  new Set(examples.filter((example) => example.source === source).map(({ person }) => person)).size
const record = {
  seed,
  configuration: trainingDefaults,
  generators: { faces: faceGeneratorVersion, masks: generatorVersion },
  trainedOn: {
    crops: development.examples.length,
    generatedPeople: peopleOf(development, 'generated'),
    photographedPeople: peopleOf(development, 'photo'),
  },
  heldOut: {
    crops: test.examples.length,
    generatedPeople: peopleOf(test, 'generated'),
    photographedPeople: peopleOf(test, 'photo'),
    confusion: heldOut,
  },
}
const bytes = exportNetwork(maskNetwork, [maskCropSide, maskCropSide, 3], parameters, { name: 'mask-decision' })
await mkdir(out, { recursive: true })
await writeFile(join(out, 'mask-decision.onnx'), bytes)
const sha256 = createHash('sha256').update(bytes).digest('hex')
const card = cardOf({ bytes: bytes.length, sha256, trainedOn: record.trainedOn })
await writeFile(join(out, 'mask-decision.card.json'), `${JSON.stringify(card, null, 2)}\n`)
await writeFile(join(out, 'mask-decision.training.json'), `${JSON.stringify(record, null, 2)}\n`)
print(JSON.stringify(heldOut, null, 2))

async function openTools(folder: string): Promise<ExampleTools> {
  const registry = createModelRegistry({ directories: [folder], cacheDirectory: join(tmpdir(), 'maskmirror-training') })
  const detector = await openFaceDetector({ runtime, model: await registry.resolve('yunet-2026may') })
  const landmarker = await openLandmarker({ runtime, model: await registry.resolve('mediapipe-face-landmarker') })
  const patterns = Object.entries(await createMaskPatterns(rasteriseSvg))
  return {
    detector,
    finder: createFaceFinder({ detector, landmarker }),
    wardrobe: {
      templates: await createMaskTemplates(rasteriseSvg),
      patterns: patterns.map(([name, image]) => ({ name, image: preparePattern(image) })),
    },
  }
}
