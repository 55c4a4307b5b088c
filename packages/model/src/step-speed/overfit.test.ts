import { createImage, createRng } from '@maskmirror/core'
import { expect, test } from 'vitest'
import { openBackend } from '../backend/open-backend.ts'
import { createOverfit } from './overfit.ts'

test('a small network learns eight pictures by heart, four at once', { timeout: 120_000 }, async () => {
  await openBackend('wasm')
  const rng = createRng('pictures')
  const pictures = Array.from({ length: 8 }, () => {
    const picture = createImage(112, 112, 3)
    const colour = [rng.uniform(0, 255), rng.uniform(0, 255), rng.uniform(0, 255)]
    for (let i = 0; i < picture.data.length; i++) picture.data[i] = colour[i % 3]! + rng.normal(0, 20)
    return picture
  })
  const overfit = createOverfit('tiny', pictures, { learningRate: 0.02, part: 4 })
  const steps = Array.from({ length: 20 }, () => overfit.step())
  overfit.close()
  expect(steps.at(-1)!.loss).toBeLessThan(0.5 * steps[0]!.loss)
  expect(steps.at(-1)!.right).toBe(8)
})
