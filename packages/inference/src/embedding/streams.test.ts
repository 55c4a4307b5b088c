import { setTimeout as delay } from 'node:timers/promises'
import { createImage, failed, type Image, type Outcome, succeeded } from '@maskmirror/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { embedStream } from './embed-stream.ts'
import { createLbpEmbedder } from './lbp-embedder.ts'
import { mapInOrder } from './map-in-order.ts'

async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const result: T[] = []
  for await (const item of items) result.push(item)
  return result
}

describe('mapInOrder', () => {
  test('keeps the order and the limit, whatever each call takes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 20 }),
        fc.integer({ min: 1, max: 5 }),
        async (delays, concurrency) => {
          let running = 0
          let most = 0
          const results = mapInOrder(delays.entries(), concurrency, async ([i, ms]) => {
            most = Math.max(most, ++running)
            await delay(ms)
            running--
            return i
          })
          expect(await collected(results)).toEqual(delays.map((_, i) => i))
          expect(most).toBeLessThanOrEqual(concurrency)
        },
      ),
      { numRuns: 20 },
    )
  })

  test('a failure ends it in its turn, and nothing new is started', async () => {
    const started: number[] = []
    const seen: number[] = []
    const run = async () => {
      for await (const value of mapInOrder([0, 1, 2, 3, 4, 5], 2, async (i) => {
        started.push(i)
        if (i === 2) throw new Error('two')
        return i
      })) {
        seen.push(value)
      }
    }
    await expect(run()).rejects.toThrow('two')
    expect(seen).toEqual([0, 1])
    expect(started).toEqual([0, 1, 2, 3])
  })
})

describe('embedStream', () => {
  test('passes failures on in their place and embeds the rest as one call would', async () => {
    const embedder = createLbpEmbedder()
    const crop = (i: number) =>
      createImage(
        112,
        112,
        1,
        Uint8ClampedArray.from({ length: 112 * 112 }, (_, k) => (k * (i + 3)) % 251),
      )
    const items = Array.from({ length: 40 }, (_, i) => i)
    const load = async (i: number): Promise<Outcome<Image, 'third'>> => {
      await delay(i % 3)
      return i % 3 === 2 ? failed('third', String(i)) : succeeded(crop(i))
    }
    const results = await collected(embedStream(embedder, items, load, { concurrency: 5 }))
    expect(results.map(({ item }) => item)).toEqual(items)
    for (const { item, outcome } of results) {
      if (item % 3 === 2) expect(outcome).toMatchObject({ ok: false, reason: 'third', detail: String(item) })
      else expect(outcome).toEqual(succeeded(await embedder.embed([crop(item)])))
    }
  })
})
