import { createRng } from '@maskmirror/core'
import { maskPlaces } from '@maskmirror/faces'
import * as tf from '@tensorflow/tfjs-core'
import { expect, test } from 'vitest'
import { openBackend } from '../backend/open-backend.ts'
import { confusionOf, placesOf } from './confusion.ts'
import { type ExampleSet, keptSide } from './example-set.ts'
import { trainingDefaults, trainNetwork } from './train-network.ts'

/** Crops whose lower half tells the place by its colour, in noise. */
function colouredSet(count: number): ExampleSet {
  const rng = createRng('coloured crops')
  const colours = [
    [200, 60, 60],
    [60, 200, 60],
    [60, 60, 200],
    [200, 200, 60],
  ]
  const pixels = new Uint8Array(count * keptSide * keptSide * 3)
  const examples = Array.from({ length: count }, (_, i) => {
    const kind = i % maskPlaces.length
    for (let p = 0; p < keptSide * keptSide; p++) {
      const lower = p >= (keptSide * keptSide) / 2
      for (let c = 0; c < 3; c++) {
        pixels[(i * keptSide * keptSide + p) * 3 + c] = (lower ? colours[kind]![c]! : 128) + rng.uniform(-40, 40)
      }
    }
    return { photo: `${i}`, person: `${i}`, source: 'generated', place: maskPlaces[kind]!, style: null } as const
  })
  return { examples, pixels }
}

test('learns what can be learned, the same from the same seed, and leaves no tensor behind', async () => {
  await openBackend('wasm')
  const set = colouredSet(32)
  const options = { ...trainingDefaults, epochs: 10, batch: 16 }
  const before = tf.memory().numTensors
  const train = () => {
    const losses: number[] = []
    return { parameters: trainNetwork(set, createRng('seed'), options, (_, loss) => losses.push(loss)), losses }
  }
  const [first, second] = [train(), train()]
  expect(first.losses).toEqual(second.losses)
  expect(first.losses.at(-1)!).toBeLessThan(first.losses[0]! / 2)
  const places = placesOf(first.parameters, set)
  const { generated } = confusionOf(set.examples, places)
  const right = maskPlaces.reduce((sum, place) => sum + generated![place][place], 0)
  expect(right).toBeGreaterThan(26)
  tf.dispose([first.parameters, second.parameters])
  expect(tf.memory().numTensors).toBe(before)
})
