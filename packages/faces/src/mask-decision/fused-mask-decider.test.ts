import { createImage, createLandmarks } from '@maskmirror/core'
import { expect, test } from 'vitest'
import { decideFromLogits, decideFromOdds } from './calibration.ts'
import { fuseMaskDeciders } from './fused-mask-decider.ts'
import type { MaskDecider } from './mask-decider.ts'
import type { MaskDecision } from './mask-decision.ts'

const plain = { slope: 1, offset: 0 }
const photo = createImage(8, 8, 3)
const face = { points5: createLandmarks('arcface5', new Float32Array(10)), box: { x: 0, y: 0, width: 8, height: 8 } }

/** Says the same about every face. */
function saying(name: string, decision: MaskDecision): MaskDecider {
  return { name, version: '1', decide: async () => decision, close: async () => {} }
}

test('a sure model overrules an unsure one, and places keep their shares', async () => {
  const places = saying('a', decideFromLogits([1, 0.5, 0.7, 0], plain))
  const before = await places.decide(photo, face)
  const fused = await fuseMaskDeciders({ places, other: saying('b', decideFromOdds(8, plain)) }).decide(photo, face)
  expect(before.decision).toBe('unsure')
  expect(fused).toMatchObject({ decision: 'masked', where: 'below-nose' })
  expect(Object.values(fused.places!).reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9)
  expect(fused.places!.correct / fused.places!['below-nose']).toBeCloseTo(
    before.places!.correct / before.places!['below-nose'],
    9,
  )
})

test('models that contradict each other leave the face undecided', async () => {
  const places = saying('a', decideFromLogits([0, 3, 0, 0], plain))
  const odds = Math.log(
    (await places.decide(photo, face)).probability / (await places.decide(photo, face)).places!.none,
  )
  const fused = await fuseMaskDeciders({ places, other: saying('b', decideFromOdds(-odds, plain)) }).decide(photo, face)
  expect(fused.decision).toBe('unsure')
})
