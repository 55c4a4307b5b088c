import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cmc } from '../src/identification/cmc.ts'
import { type CandidateRule, candidateRules, createGallerySearch } from '../src/identification/gallery-search.ts'
import { openSet } from '../src/identification/open-set.ts'

// few people and few values, so that several references, probes without mate and ties are common
const person = fc.constantFrom('anna', 'ben', 'carl', 'dora', 'emil')
const score = fc.oneof(
  fc.integer({ min: -3, max: 3 }).map((n) => n / 4),
  fc.double({ min: -1, max: 1, noNaN: true }),
)
const sets = fc
  .record({
    references: fc.array(person, { minLength: 1, maxLength: 7 }),
    probes: fc.array(person, { minLength: 1, maxLength: 9 }),
    rule: fc.constantFrom<CandidateRule>(...candidateRules),
  })
  .chain((set) =>
    fc
      .array(fc.array(score, { minLength: set.references.length, maxLength: set.references.length }), {
        minLength: set.probes.length,
        maxLength: set.probes.length,
      })
      .map((rows) => ({ ...set, rows })),
  )
type Set = typeof sets extends fc.Arbitrary<infer T> ? T : never

interface Candidate {
  person: string
  score: number
}

/** The whole candidate list of a probe, best first, the probe's own last among equals. */
function candidatesOf({ references, rule }: Set, probe: string, row: readonly number[]): Candidate[] {
  const all = references.map((person, i) => ({ person, score: row[i]! + 0 }))
  const candidates =
    rule === 'separate'
      ? all
      : [...new Set(references)].map((person) => {
          const scores = all.filter((one) => one.person === person).map((one) => one.score)
          return {
            person,
            score: rule === 'max' ? Math.max(...scores) : scores.reduce((sum, s) => sum + s, 0) / scores.length,
          }
        })
  return candidates.sort((a, b) => b.score - a.score || Number(a.person === probe) - Number(b.person === probe))
}

function naive(set: Set) {
  const lists = set.probes.map((probe, i) => ({ probe, list: candidatesOf(set, probe, set.rows[i]!) }))
  const mated = lists.filter(({ probe }) => set.references.includes(probe))
  const others = lists.filter(({ probe }) => !set.references.includes(probe))
  /** The list as a system returns it: at most `rank` candidates, none below the threshold. */
  const returned = (list: Candidate[], rank: number, threshold: number) =>
    list.slice(0, rank).filter((candidate) => candidate.score >= threshold)
  return {
    mated: mated.length,
    others: others.length,
    dir: (rank: number, threshold: number) =>
      mated.filter(({ probe, list }) => returned(list, rank, threshold).some((one) => one.person === probe)).length /
      mated.length,
    fpir: (threshold: number) =>
      others.filter(({ list }) => returned(list, Infinity, threshold).length > 0).length / others.length,
    thresholds: [...new Set(lists.flatMap(({ list }) => list.map((one) => one.score)))].sort((a, b) => a - b),
  }
}

function searched({ references, probes, rule, rows }: Set) {
  const gallery = createGallerySearch(references, { rule })
  return probes.map((probe, i) => gallery.search(probe, rows[i]!))
}

describe('against candidate lists that are sorted and cut', () => {
  test('CMC, and DIR by rank at a threshold', () => {
    fc.assert(
      fc.property(sets, score, (set, threshold) => {
        const expected = naive(set)
        const searches = searched(set)
        if (expected.mated === 0) {
          expect(cmc(searches)).toBeNull()
          return
        }
        const ranks = [1, 2, 3, 4, 5, 6, 7]
        expect(cmc(searches, { ranks: 7 })!.rates).toEqual(ranks.map((rank) => expected.dir(rank, -Infinity)))
        expect(cmc(searches, { ranks: 7, threshold })!.rates).toEqual(
          ranks.map((rank) => expected.dir(rank, threshold)),
        )
      }),
    )
  })

  test('open set at thresholds and at a target FPIR', () => {
    fc.assert(
      fc.property(sets, fc.constantFrom(0.1, 0.25, 0.5, 1), fc.constantFrom(1, 2, 3), (set, target, rank) => {
        const expected = naive(set)
        const { thresholds } = expected
        const result = openSet(searched(set), { rank, thresholds, targetFpirs: [target] })
        if (expected.mated === 0 || expected.others === 0) {
          expect(result).toBeNull()
          return
        }
        for (const [i, point] of result!.atThreshold.entries()) {
          expect(point.fpir).toBe(expected.fpir(thresholds[i]!))
          expect(point.dir).toBe(expected.dir(rank, thresholds[i]!))
          expect(point.fnir).toBeCloseTo(1 - point.dir, 12)
        }
        const answer = result!.atFpir[0]!
        expect(answer.supported).toBe(target >= 1 / expected.others)
        if (!answer.supported) return
        const keeping = [...thresholds, Infinity].filter((t) => expected.fpir(t) <= target)
        expect(answer.dir).toBe(Math.max(...keeping.map((t) => expected.dir(rank, t))))
        expect(answer.fpir).toBeLessThanOrEqual(target)
      }),
    )
  })
})

describe('properties', () => {
  test('the order of the references does not matter', () => {
    fc.assert(
      fc.property(sets, (set) => {
        const reversed = {
          ...set,
          references: set.references.toReversed(),
          rows: set.rows.map((row) => row.toReversed()),
        }
        for (const rule of ['max', 'separate'] as const) {
          expect(searched({ ...reversed, rule })).toEqual(searched({ ...set, rule }))
        }
      }),
    )
  })

  test('an exact monotone rescaling changes no rate', () => {
    fc.assert(
      fc.property(sets, (set) => {
        const doubled = { ...set, rows: set.rows.map((row) => row.map((s) => s * 2)) }
        expect(cmc(searched(doubled))).toEqual(cmc(searched(set)))
        expect(openSet(searched(doubled))?.curve.fpir).toEqual(openSet(searched(set))?.curve.fpir)
      }),
    )
  })

  test('every reference twice changes no person’s best score', () => {
    fc.assert(
      fc.property(sets, (any) => {
        const set = { ...any, rule: 'max' as const }
        const twice = {
          ...set,
          references: [...set.references, ...set.references],
          rows: set.rows.map((row) => [...row, ...row]),
        }
        expect(searched(twice)).toEqual(searched(set))
      }),
    )
  })

  test('rates rise with the rank and fall with the threshold', () => {
    fc.assert(
      fc.property(sets, score, score, (set, a, b) => {
        const searches = searched(set)
        const low = cmc(searches, { threshold: Math.min(a, b) })?.rates ?? []
        const high = cmc(searches, { threshold: Math.max(a, b) })?.rates ?? []
        for (const [k, rate] of low.entries()) {
          expect(rate).toBeGreaterThanOrEqual(low[k - 1] ?? 0)
          expect(rate).toBeGreaterThanOrEqual(high[k]!)
        }
      }),
    )
  })
})
