import { createImage, createRng } from '@maskmirror/core'
import { expect, test } from 'vitest'
import { openBackend } from '../backend/open-backend.ts'
import { createOverfit } from './overfit.ts'

test('a small network learns four pictures by heart', { timeout: 120_000 }, async () => {
  await openBackend('wasm')
  const rng = createRng('pictures')
  const pictures = Array.from({ length: 4 }, () => {
    const picture = createImage(112, 112, 3)
    const colour = [rng.uniform(0, 255), rng.uniform(0, 255), rng.uniform(0, 255)]
    for (let i = 0; i < picture.data.length; i++) picture.data[i] = colour[i % 3]! + rng.normal(0, 20)
    return picture
  })
  const overfit = createOverfit('tiny', pictures, 0.02)
  const steps = Array.from({ length: 12 }, () => overfit.step())
  overfit.close()
  expect(steps.at(-1)!.loss).toBeLessThan(0.5 * steps[0]!.loss)
  expect(steps.at(-1)!.right).toBe(4)
})
