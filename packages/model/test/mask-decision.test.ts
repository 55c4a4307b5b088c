import { createRng } from '@maskmirror/core'
import { openGeneratedDataset } from '@maskmirror/datasets'
import { type MaskPlace, openMaskDecider, shippedMaskModel } from '@maskmirror/faces'
import { decodeImage, rasteriseSvg } from '@maskmirror/imaging/codec'
import { createInferenceRuntime, createModelRegistry } from '@maskmirror/inference'
import { chooseMask, createMaskTemplates, drawMask } from '@maskmirror/mask-the-face'
import { expect, test } from 'vitest'

test('the shipped network tells bare and masked faces apart, and where a mask is worn, on generated people it never saw', async () => {
  const runtime = createInferenceRuntime({ workers: 1, threadsPerWorker: 1 })
  const model = await createModelRegistry({ directories: ['.'] }).resolve(shippedMaskModel)
  const decider = await openMaskDecider({ runtime, model })
  const templates = await createMaskTemplates(rasteriseSvg)
  const { photos } = openGeneratedDataset({ seed: 'shipped', people: 30, picturesPerPerson: 1, split: 'test' })
  const right: Record<MaskPlace, number> = { none: 0, correct: 0, 'below-nose': 0, 'on-chin': 0 }
  const wrong = { masked: 0, bare: 0 }
  for (const { id, load, landmarks } of photos) {
    const { ibug68, arcface5: points5 } = landmarks!
    const photo = await decodeImage(await load())
    const box = { x: 0, y: 0, width: photo.width, height: photo.height }
    for (const style of [null, 'correct', 'below-nose', 'on-chin'] as const) {
      const mask = chooseMask(createRng(`${id}/${style}`))
      const drawn = style === null ? null : drawMask(photo, ibug68, { templates, ...mask, style })
      const image = drawn === null ? photo : drawn.ok ? drawn.value.image : null
      if (image === null) continue
      const { decision, where } = await decider.decide(image, { points5, box })
      if (where === (style ?? 'none')) right[style ?? 'none']++
      if (decision === 'bare' && (style === 'correct' || style === 'below-nose')) wrong.bare++
      if (decision === 'masked' && style === null) wrong.masked++
    }
  }
  await runtime.close()
  expect(wrong.masked).toBeLessThanOrEqual(1)
  expect(wrong.bare).toBeLessThanOrEqual(9)
  expect(right.none).toBeGreaterThanOrEqual(28)
  expect(right.correct).toBeGreaterThanOrEqual(26)
  expect(right['below-nose']).toBeGreaterThanOrEqual(22)
  expect(right['on-chin']).toBeGreaterThanOrEqual(20)
})
