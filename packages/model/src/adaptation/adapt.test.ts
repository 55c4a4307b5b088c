import { mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createImage, createLandmarks, createRng, type Image } from '@maskmirror/core'
import { rasteriseSvg } from '@maskmirror/imaging/codec'
import { createInferenceRuntime, createModelRegistry } from '@maskmirror/inference'
import { createMaskTemplates } from '@maskmirror/mask-the-face'
import { beforeAll, describe, expect, test } from 'vitest'
import { AdaptConfigSchema } from '#config/adapt-config.ts'
import { exportNetwork } from '#export/export-network.ts'
import type { Network } from '#layers/layers.ts'
import { outlineNetwork } from '#layers/shape-layers.ts'
import { backbone } from '#network/backbone.ts'
import { embeddingHead } from '#network/embedding-head.ts'
import { randomParameters } from '../../test/random-parameters.ts'
import { runOnnx } from '../../test/run-onnx.ts'
import { openBackend } from '../backend/open-backend.ts'
import { adapt } from './adapt.ts'
import { openBackbone, requireMap } from './feature-maps.ts'
import { createMapMaker, type IdentityFaces } from './prepare-maps.ts'

beforeAll(() => openBackend('wasm'))

const side = 32
const people = [0, 0, 1, 1, 2, 2]

const recogniser: Network<'embedding'> = (layers, x) => ({
  embedding: embeddingHead(layers, backbone(layers, x, 'tiny'), { dimension: 16, dropout: 0 }),
})

async function workplace() {
  const path = await mkdtemp(join(tmpdir(), 'maskmirror-adapt-'))
  const runtime = createInferenceRuntime({ workers: 1, threadsPerWorker: 1 })
  const parameters = randomParameters(outlineNetwork(recogniser, [side, side, 3]).parameters, 'recogniser')
  const file = join(path, 'recogniser.onnx')
  await writeFile(file, exportNetwork(recogniser, [side, side, 3], parameters, { name: 'recogniser' }))
  const backbone = await openBackbone(await createModelRegistry({ directories: [path] }).resolve(file), runtime)
  return {
    ...{ path, file, runtime, backbone },
    [Symbol.asyncDispose]: async () => {
      await runtime.close()
      await rm(path, { recursive: true })
    },
  }
}

function picture(index: number): Image {
  const rng = createRng(`face ${index}`)
  const values = Uint8ClampedArray.from({ length: side * side * 3 }, () => rng.int(256))
  return createImage(side, side, 3, values)
}

/** No face holds a mask here: then the bare picture stands for the masked one. */
const faces: IdentityFaces = {
  checksum: 'six faces',
  people,
  pictureOf: async (index) => ({
    crop: picture(index),
    landmarks: createLandmarks('ibug68', new Float32Array(136).fill(5)),
  }),
}

const surroundings = {
  signal: new AbortController().signal,
  clockMs: () => performance.now(),
  onProgress: () => {},
}

describe('adapt', () => {
  test('begins with the recogniser as it is, and leaves as one file that gives what was trained', async () => {
    await using place = await workplace()
    const { backbone, runtime, path, file } = place
    const map = requireMap(backbone, backbone.maps.at(-1)!.tensor)
    expect([map.height, map.width, map.channels]).toEqual([2, 2, 96])
    const maker = await createMapMaker(backbone, map, {
      ...{ ...surroundings, runtime, seed: 1, folder: join(path, 'maps') },
      templates: await createMaskTemplates(rasteriseSvg),
    })
    const maps = {
      learned: await maker.identities('maps', faces, 1),
      development: null,
      real: await maker.maskLabelled('real', {
        checksum: 'real faces',
        isMasked: [true, false],
        pictureOf: async (i) => picture(10 + i),
      }),
    }
    const run = (name: string, steps: number, base: number) =>
      adapt(
        backbone,
        map,
        maps,
        AdaptConfigSchema.parse({
          ...{ name, steps, batch: 4, realBatch: 2, attention: {}, mask: { hidden: 8 }, keep: {} },
          network: { sha256: backbone.model.sha256, featureMap: map.tensor, refinement: {} },
          identity: { scale: 16, margin: 0.2 },
          learningRate: { base },
        }),
        { ...surroundings, runtime, folder: join(path, name), onBefore: () => {} },
      )
    const still = await run('still', 1, 1e-12)
    const moved = await run('moved', 3, 0.01)
    await maker.close()
    expect(still.model!.check.embedding).toBeLessThan(1e-4)
    expect(moved.model!.check.attention).toBeLessThan(1e-4)

    const rng = createRng('input')
    const input = {
      data: Float32Array.from({ length: 3 * 3 * side * side }, () => rng.uniform(-1, 1)),
      dims: [3, 3, side, side],
    }
    const [before, same, other] = await Promise.all(
      [file, still.model!.path, moved.model!.path].map(async (one) =>
        runOnnx(await readFile(one), { ...input, data: input.data.slice() }),
      ),
    )
    expect(same!.embedding!.dims).toEqual([3, 16])
    expect(largest(before!.embedding!.data, same!.embedding!.data)).toBeLessThan(1e-5)
    expect(largest(before!.embedding!.data, other!.embedding!.data)).toBeGreaterThan(1e-3)
    expect(other!.attention!.dims).toEqual([3, 4, 4, 4])

    const { card } = await createModelRegistry({ directories: [path] }).resolve(moved.model!.path)
    expect(card).toEqual(moved.model!.card)
    expect(card.input).toEqual(backbone.model.card.input)
  })

  test('maps are computed once, and what was cut off is computed again', async () => {
    await using place = await workplace()
    const { backbone, runtime, path } = place
    const map = requireMap(backbone, backbone.maps.at(-1)!.tensor)
    const loaded: number[] = []
    const counted = {
      ...faces,
      pictureOf: (index: number) => {
        loaded.push(index)
        return faces.pictureOf(index)
      },
    }
    const folder = join(path, 'maps')
    const templates = await createMaskTemplates(rasteriseSvg)
    const make = async () => {
      loaded.length = 0
      const maker = await createMapMaker(backbone, map, { ...surroundings, runtime, seed: 1, folder, templates })
      const { cache, checksum } = await maker.identities('maps', counted, 1)
      const records = new Float32Array(cache.count * (map.channels * 4 + 16))
      await cache.read([...Array(cache.count).keys()], records)
      await maker.close()
      return { records, file: join(folder, `${checksum}.maps`) }
    }
    const first = await make()
    expect(loaded).toHaveLength(people.length * 4)
    expect((await make()).records).toEqual(first.records)
    expect(loaded).toHaveLength(0)
    await truncate(first.file, (await stat(first.file)).size - 10)
    expect((await make()).records).toEqual(first.records)
    expect(loaded).toEqual([people.length - 1])
  })

  test('a feature map that is not there is answered with those that are', async () => {
    await using place = await workplace()
    const { backbone } = place
    for (const wrong of [null, 'conv_1']) {
      expect(() => requireMap(backbone, wrong)).toThrow(
        expect.objectContaining({ code: 'unknown-map', message: expect.stringMatching(/ 2×2×96, \d+ layers/) }),
      )
    }
  })
})

function largest(a: Float32Array, b: Float32Array): number {
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0)
}
