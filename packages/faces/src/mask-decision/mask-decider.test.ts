import { readFile } from 'node:fs/promises'
import { createLandmarks, createRng, type Image } from '@maskmirror/core'
import { createInferenceRuntime, createModelRegistry } from '@maskmirror/inference'
import { describe, expect, test } from 'vitest'
import { arcfaceTemplate } from '../align-face.ts'
import { openMaskDecider } from './mask-decider.ts'
import { maskPlaces } from './mask-place.ts'
import { createMaskReader } from './mask-reader.ts'
import { shippedMaskModel } from './shipped-mask-model.ts'

/** Blurred blots around the place of a face: no face, but nothing that a network could ignore. */
function blots(seed: string): Image {
  const rng = createRng(seed)
  const image: Image = { width: 160, height: 180, channels: 3, data: new Uint8ClampedArray(160 * 180 * 3).fill(120) }
  for (let blot = 0; blot < 30; blot++) {
    const [x, y, radius] = [rng.int(160), rng.int(180), 6 + rng.int(30)]
    const colour = [rng.int(256), rng.int(256), rng.int(256)]
    for (let row = Math.max(0, y - radius); row < Math.min(180, y + radius); row++) {
      for (let column = Math.max(0, x - radius); column < Math.min(160, x + radius); column++) {
        if (Math.hypot(column - x, row - y) < radius) image.data.set(colour, (row * 160 + column) * 3)
      }
    }
  }
  return image
}

const points5 = createLandmarks(
  'arcface5',
  arcfaceTemplate.points.map((value, i) => value + (i % 2 === 0 ? 25 : 35)),
)
const box = { x: 40, y: 50, width: 80, height: 100 }

async function openShipped() {
  const runtime = createInferenceRuntime({ workers: 1, threadsPerWorker: 1 })
  const model = await createModelRegistry({ directories: ['.'] }).resolve(shippedMaskModel)
  return { runtime, model, decider: await openMaskDecider({ runtime, model }) }
}

describe('the shipped network', () => {
  test('decides in a browser as in Node, on very different pictures', async () => {
    const { runtime, decider } = await openShipped()
    const read = createMaskReader(await readFile(shippedMaskModel))
    const probabilities: number[] = []
    for (let i = 0; i < 20; i++) {
      const photo = blots(`blots ${i}`)
      const there = await decider.decide(photo, { points5, box })
      const here = read(photo, points5)
      for (const place of maskPlaces) expect(Math.abs(here.places![place] - there.places![place])).toBeLessThan(1e-4)
      expect([here.decision, here.where]).toEqual([there.decision, there.where])
      probabilities.push(there.probability)
    }
    // pictures that all gave one answer would prove nothing
    expect(Math.max(...probabilities) - Math.min(...probabilities)).toBeGreaterThan(0.3)
    await runtime.close()
  })

  test('its version names weights and reading', async () => {
    const { runtime, model, decider } = await openShipped()
    expect(decider.name).toBe('mask-decision')
    expect(decider.version).toMatch(new RegExp(`^${model.sha256}/`))
    expect(model.card.file.bytes).toBeLessThan(1_000_000)
    await runtime.close()
  })
})

test('a file of another kind is no mask reader', async () => {
  expect(() => createMaskReader(new TextEncoder().encode('no model'))).toThrow(/Expected an ONNX model/)
})
