import fc from 'fast-check'
import { expect, test } from 'vitest'
import { prepareScores, rocAuc } from '#index.ts'
import { numberCouples } from './couples.ts'
import { aucInfluence, combine, fmrInfluence, fnmrInfluence, type Influence, influenceSource } from './influence.ts'

const personCount = 5
const person = fc.integer({ min: 0, max: personCount - 1 })
const score = fc.oneof(
  fc.integer({ min: -3, max: 3 }).map((n) => n / 4),
  fc.constant(Number.NaN),
)
const lists = fc
  .array(fc.record({ a: person, b: person, score }), { minLength: 2, maxLength: 40 })
  .filter((list) =>
    [true, false].every((same) => list.some(({ a, b, score }) => (a === b) === same && !Number.isNaN(score))),
  )

function sourceOf(list: readonly { a: number; b: number; score: number }[], withFailures: boolean) {
  const pairs = {
    genuine: Uint8Array.from(list, ({ a, b }) => Number(a === b)),
    reference: Int32Array.from(list, ({ a }) => a),
    probe: Int32Array.from(list, ({ b }) => b),
  }
  const scores = Float64Array.from(list, ({ score }) => score)
  return influenceSource(pairs, numberCouples(pairs, personCount), scores, { personCount, withFailures })
}

test('is the slope of the measure when the pairs of a person weigh a little more', () => {
  const step = 1e-6
  fc.assert(
    fc.property(lists, fc.boolean(), fc.double({ min: -1, max: 1, noNaN: true }), (list, withFailures, threshold) => {
      const counted = list.filter(({ score }) => withFailures || !Number.isNaN(score))
      const weighted = (genuine: boolean, heavier: number, value: (score: number) => number) => {
        let [sum, total] = [0, 0]
        for (const { a, b, score } of counted) {
          if ((a === b) !== genuine) continue
          const weight = 1 + (a === heavier || b === heavier ? step : 0)
          sum += weight * value(score)
          total += weight
        }
        return sum / total
      }
      const slopeOf = (measure: (heavier: number) => number, p: number) => (measure(p) - measure(-1)) / step
      const source = sourceOf(list, withFailures)
      const fmr = (heavier: number) => weighted(false, heavier, (s) => Number(s >= threshold))
      const fnmr = (heavier: number) => weighted(true, heavier, (s) => Number(!(s >= threshold)))
      const both = combine([
        [2, fmrInfluence(source, threshold)],
        [-1, fnmrInfluence(source, threshold)],
      ])
      for (let p = 0; p < personCount; p++) {
        expect(fmrInfluence(source, threshold).byPerson[p]).toBeCloseTo(slopeOf(fmr, p), 4)
        expect(both.byPerson[p]).toBeCloseTo(
          slopeOf((heavier) => 2 * fmr(heavier) - fnmr(heavier), p),
          4,
        )
      }
    }),
  )
})

test('on the AUC adds up as the placements of both classes', () => {
  fc.assert(
    fc.property(lists, fc.boolean(), (list, withFailures) => {
      const source = sourceOf(list, withFailures)
      const classOf = (same: boolean) => list.filter(({ a, b }) => (a === b) === same).map(({ score }) => score)
      const scoredOf = (same: boolean) => classOf(same).filter((s) => !Number.isNaN(s))
      const failedOf = (same: boolean) => (withFailures ? classOf(same).length - scoredOf(same).length : 0)
      const auc = rocAuc(
        prepareScores({
          genuine: scoredOf(true),
          impostor: scoredOf(false),
          failed: { genuine: failedOf(true), impostor: failedOf(false) },
        }),
      )
      const wins = (g: number, i: number) =>
        Number.isNaN(g) ? (Number.isNaN(i) ? 0.5 : 0) : Number.isNaN(i) ? 1 : g > i ? 1 : g === i ? 0.5 : 0
      const counted = list.filter(({ score }) => withFailures || !Number.isNaN(score))
      const [genuine, impostor] = [true, false].map((same) => counted.filter(({ a, b }) => (a === b) === same))
      const expected = new Float64Array(personCount)
      for (const g of genuine!) {
        for (const i of impostor!) {
          const deviation = (wins(g.score, i.score) - auc) / (genuine!.length * impostor!.length)
          for (const p of [g.a, i.a, i.b]) expected[p]! += deviation
        }
      }
      const { byPerson } = aucInfluence(source)
      for (let p = 0; p < personCount; p++) expect(byPerson[p]).toBeCloseTo(expected[p]!, 12)
    }),
  )
})

test('couples are the same whoever is on which side, and add up to nothing', () => {
  const source = sourceOf(
    [
      { a: 0, b: 1, score: 1 },
      { a: 1, b: 0, score: 1 },
      { a: 0, b: 2, score: 0 },
      { a: 2, b: 2, score: 1 },
    ],
    false,
  )
  expect(source.couples).toEqual({ count: 2, ofPair: Int32Array.of(0, 0, 1, -1) })
  const { byCouple, byPerson, people }: Influence = fmrInfluence(source, 0.5)
  expect([...byCouple!]).toEqual([expect.closeTo(2 / 9, 12), expect.closeTo(-2 / 9, 12)])
  expect([...byPerson]).toEqual([0, 2 / 9, -2 / 9, 0, 0].map((value) => expect.closeTo(value, 12)))
  expect(people).toBe(3)
})
