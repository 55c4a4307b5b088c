import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { createRng } from '@maskmirror/core'
import { describe, expect, test } from 'vitest'
import wabt from 'wabt'
import { createCosineCounter } from './count-cosines.ts'
import { createScoreBins } from './score-bins.ts'

test('the bytes are those of the source; vitest -u writes them', async () => {
  const source = readFileSync(resolve(import.meta.dirname, 'count-cosines.wat'), 'utf8')
  const { parseWat } = await wabt()
  const module = parseWat('count-cosines.wat', source)
  const bytes = Buffer.from(module.toBinary({}).buffer).toString('base64')
  module.destroy()
  const text = `/** count-cosines.wat, assembled, in base64; its test writes and checks it. */\nexport const countCosinesBytes =\n  '${bytes}'\n`
  await expect(text).toMatchFileSnapshot('./count-cosines-bytes.ts')
})

describe('createCosineCounter', () => {
  const bins = createScoreBins('float32')
  const rng = createRng('cosines')
  const marked = new Uint8Array(bins.size)
  for (let index = bins.indexOf(-0.3); index < bins.size; index++) marked[index] = rng.int(2)
  const edges = [
    -Infinity,
    -3e38,
    -2,
    -1.9999999,
    -0.3,
    -0,
    0,
    1e-42,
    -1e-42,
    2 ** -13,
    0.25,
    1.9999999,
    2,
    3e38,
    Infinity,
  ]
  const scores = Float32Array.from([...edges, ...Array.from({ length: 16_300 }, () => 0.4 * rng.normal())])

  test.each([1, 2, 3, 4, 5, 17, scores.length])('counts, picks and sums the first %i scores', (length) => {
    const usable = scores.filter((score) => Math.abs(score) < 10)
    for (const list of [scores.slice(0, length), usable.slice(-length)]) {
      const counter = createCosineCounter(marked)
      const { pickedCount, near, sum, squares } = counter.count(list, 0, list.length)
      const expected = new Uint32Array(bins.size)
      for (const score of list) expected[bins.indexOf(score)]!++
      expect(counter.bins).toEqual(expected)
      expect(counter.picked.slice(0, pickedCount)).toEqual(list.filter((score) => marked[bins.indexOf(score)] === 1))
      expect(near).toBe(list[0])
      if (!list.every(Number.isFinite)) expect(Number.isFinite(squares)).toBe(false)
      else {
        const distances = Array.from(list, (score) => score - near)
        expect(sum).toBeCloseTo(
          distances.reduce((all, distance) => all + distance, 0),
          8,
        )
        expect(squares).toBeCloseTo(
          distances.reduce((all, distance) => all + distance ** 2, 0),
          8,
        )
      }
    }
  })

  test('picks nothing when no bin is marked', () => {
    const counter = createCosineCounter(null)
    expect(counter.count(scores, 15, 30).pickedCount).toBe(0)
    expect(counter.bins.reduce((sum, count) => sum + count, 0)).toBe(15)
  })

  test.each([0, 1, 2, 3, 4])('squares are not finite when score %i is not a number', (at) => {
    const list = new Float32Array(6).fill(0.5)
    list[at] = Number.NaN
    expect(createCosineCounter(null).count(list, 0, 6).squares).toBeNaN()
  })
})
