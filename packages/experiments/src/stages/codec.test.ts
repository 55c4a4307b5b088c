import { createImage, createLandmarks, createRng } from '@maskmirror/core'
import { describe, expect, test } from 'vitest'
import { type AlignedOutcome, decodeAligned, encodeAligned } from './aligned-photo.ts'
import { decodeShard, encodeShard } from './shard-codec.ts'

test('a shard comes back as it was', async () => {
  const bytes = await encodeShard({ names: ['ä', 'b'] }, [Uint8Array.of(1, 2), Uint8Array.of(3)])
  const { header, body } = await decodeShard(bytes)
  expect(header).toEqual({ names: ['ä', 'b'] })
  expect([...body]).toEqual([1, 2, 3])
})

describe('aligned photos', () => {
  test('pixels and float32 coordinates come back bit for bit, failures in their places', async () => {
    const rng = createRng('aligned')
    const face = (): AlignedOutcome => {
      const points = () =>
        createLandmarks(
          'ibug68',
          Array.from({ length: 136 }, () => rng.uniform(-50, 300)),
        )
      const crop = createImage(112, 112, 3)
      for (let i = 0; i < crop.data.length; i++) crop.data[i] = rng.int(256)
      const drawnMask = { type: 'cloth', colour: 'navy', coverage: rng.next() }
      const facts = { detectorScore: rng.next(), photoSide: 480, drawnMask, detail: '1 face' }
      return { ok: true, value: { crop, landmarks: points(), photoLandmarks: points(), ...facts } }
    }
    const outcomes = [face(), { ok: false, reason: 'no-face', detail: 'nothing found' } as const, face()]
    expect(await decodeAligned(await encodeAligned(outcomes))).toEqual(outcomes)
  })
})
