import fc from 'fast-check'
import { expect, test } from 'vitest'
import { equalErrorRate, fmrAt, fnmrAt, prepareScores, rocAuc, thresholdAtFmr, zeroFmr } from '#index.ts'
import { countKept } from './kept-counts.ts'
import { batchSize, keptPeople } from './kept-people.ts'
import { fnmrAtFmr, fnmrWithFalseMatches, ratesAt, resampledAuc, resampledEer } from './resample-measures.ts'
import { sortColumn } from './sorted-column.ts'

const personCount = 7
const person = fc.integer({ min: 0, max: personCount - 1 })
// few distinct values for ties, some failures; long lists cross checkpoints
const score = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -3, max: 3 }).map((n) => n / 4) },
  { weight: 3, arbitrary: fc.double({ min: -1, max: 1, noNaN: true }) },
  { weight: 1, arbitrary: fc.constant(Number.NaN) },
)
const list = fc.array(fc.record({ reference: person, probe: person, score }), {
  minLength: 1,
  maxLength: 700,
  size: 'max',
})

/** The comparisons of one resample by looking at each pair, with the measures of plain score lists. */
function naive(pairs: readonly { reference: number; probe: number; score: number }[], keeps: (p: number) => boolean) {
  const kept = pairs.filter(({ reference, probe }) => keeps(reference) && keeps(probe))
  const of = (genuine: boolean, failed: boolean) =>
    kept
      .filter((pair) => (pair.reference === pair.probe) === genuine && Number.isNaN(pair.score) === failed)
      .map((pair) => pair.score)
  const [genuine, impostor] = [of(true, false), of(false, false)]
  const failed = { genuine: of(true, true).length, impostor: of(false, true).length }
  return (withFailures: boolean) =>
    genuine.length === 0 || impostor.length === 0
      ? null
      : prepareScores({ genuine, impostor, ...(withFailures ? { failed } : {}) })
}

test('every measure of every resample equals that of the kept comparisons alone', () => {
  fc.assert(
    fc.property(list, fc.string(), score, (pairs, seed, threshold) => {
      const people = {
        genuine: Uint8Array.from(pairs, ({ reference, probe }) => Number(reference === probe)),
        reference: Int32Array.from(pairs, (pair) => pair.reference),
        probe: Int32Array.from(pairs, (pair) => pair.probe),
      }
      const column = sortColumn(
        people,
        Float64Array.from(pairs, (pair) => pair.score),
      )
      const kept = keptPeople(seed, 0, personCount)
      const counts = countKept(column, kept)
      const position = column.scores.filter((value) => value < threshold).length
      for (let lane = 0; lane < batchSize; lane++) {
        const scoresOf = naive(pairs, (p) => ((kept[p]! >>> lane) & 1) === 1)
        for (const withFailures of [false, true]) {
          const scores = scoresOf(withFailures)
          if (scores === null) continue
          const resample = { column, counts, lane, withFailures }
          expect(resampledEer(resample)?.eer).toBe(equalErrorRate(scores)?.eer)
          expect(resampledAuc(resample)).toBe(rocAuc(scores))
          if (!Number.isNaN(threshold)) {
            expect(ratesAt(resample, position)).toEqual({
              fmr: fmrAt(scores, threshold),
              fnmr: fnmrAt(scores, threshold),
            })
          }
          const n = scores.impostorCount
          const fnmrs = [zeroFmr(scores).fnmr]
          for (let allowed = 1; allowed <= n; allowed += Math.ceil(n / 10)) {
            const { supported, ...answer } = thresholdAtFmr(scores, allowed / n)
            expect(supported).toBe(true)
            expect(fnmrWithFalseMatches(resample, allowed)).toBe('fnmr' in answer ? answer.fnmr : null)
            if (allowed === 1) fnmrs.push('fnmr' in answer ? answer.fnmr : Number.NaN)
          }
          expect(fnmrWithFalseMatches(resample, 0)).toBe(fnmrs[0])
          expect(fnmrAtFmr(resample, 0.25 / n)).toBeCloseTo(0.75 * fnmrs[0]! + 0.25 * fnmrs[1]!, 12)
        }
      }
    }),
    { numRuns: 40 },
  )
})
