import { createRng } from '@maskmirror/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { equalErrorRate } from '#equal-error-rate.ts'
import { fmrAt, fnmrAt, operatingPointAt } from '#error-rates.ts'
import { prepareScores } from '#prepared-scores.ts'
import { rocAuc } from '#roc-auc.ts'
import { scoreMoments } from '#score-moments.ts'
import { thresholdAtFmr, zeroFmr } from '#threshold-at-fmr.ts'
import type { CountedScores } from './counted-measures.ts'
import { type CountingRequest, createExactCounting } from './exact-counting.ts'
import { createPassCounter } from './pass-counter.ts'
import type { PassPlan } from './pass-plan.ts'

interface Scores {
  readonly genuine: Float32Array | Float64Array
  readonly impostor: Float32Array | Float64Array
}

const precisionOf = ({ genuine }: Scores) => (genuine instanceof Float32Array ? 'float32' : 'float64')

/** Shows all scores in every pass, to `workers` counters in turns. */
function counted(
  scores: Scores,
  request: Omit<CountingRequest, 'precision'> = {},
  { workers = 1, failed = { genuine: 0, impostor: 0 } } = {},
): CountedScores {
  const counting = createExactCounting({ precision: precisionOf(scores), ...request })
  for (let plan: PassPlan | null = counting.firstPlan; plan !== null; ) {
    const counters = Array.from({ length: workers }, () => createPassCounter(plan!))
    for (const side of ['genuine', 'impostor'] as const) {
      if (side === 'genuine' && request.foreknowledge !== undefined) continue
      const step = Math.ceil(scores[side].length / workers)
      counters.forEach((counter, i) => {
        counter.add(side, scores[side], i * step, Math.min(scores[side].length, (i + 1) * step))
      })
      counters[0]!.addFailed(side, failed[side])
    }
    plan = counting.finishPass(counters.map((counter) => counter.counts()))
  }
  return counting.result()
}

/** Everything that is promised to be equal to sorting all scores. */
function expectSameAsSorted(
  scores: Scores,
  answer: CountedScores,
  { fmrs = [0.01, 0.001, 0.0001], thresholds = [] }: { fmrs?: readonly number[]; thresholds?: readonly number[] } = {},
  failed = { genuine: 0, impostor: 0 },
) {
  const sorted = prepareScores({ ...scores, failed })
  const eer = equalErrorRate(sorted)
  expect(answer.equalErrorRate).toEqual(
    eer === null ? null : { ...eer, convexHull: expect.closeTo(eer.convexHull, 12) },
  )
  expect(answer.atFmr).toEqual(fmrs.map((fmr) => thresholdAtFmr(sorted, fmr)))
  expect(answer.zeroFmr).toEqual(zeroFmr(sorted))
  expect(answer.atThresholds).toEqual(thresholds.map((threshold) => operatingPointAt(sorted, threshold)))
  expect(answer).toMatchObject({ auc: rocAuc(sorted), aucUncertainty: 0, failed })
  expect(answer).toMatchObject({ genuineCount: sorted.genuineCount, impostorCount: sorted.impostorCount })
  for (const [i, threshold] of answer.curve.thresholds.entries()) {
    expect(answer.curve.fmr[i]).toBe(fmrAt(sorted, threshold))
    expect(answer.curve.fnmr[i]).toBe(fnmrAt(sorted, threshold))
  }
  // the corners of the curve are among its points
  const { fmr: curveFmr, fnmr: curveFnmr } = answer.curve
  expect(curveFnmr[curveFmr.indexOf(0)]).toBe(zeroFmr(sorted).fnmr)
  expect(curveFmr[curveFnmr.lastIndexOf(curveFnmr[0]!)]).toBe(fmrAt(sorted, sorted.genuine[0] ?? Infinity))
  for (const side of ['genuine', 'impostor'] as const) {
    const expected = scoreMoments(sorted[side])
    const received = answer.moments[side]
    if (expected === null) expect(received).toBeNull()
    else {
      const size = Math.max(Math.abs(expected.mean), expected.standardDeviation)
      expect(Math.abs(received!.mean - expected.mean)).toBeLessThanOrEqual(1e-12 * size)
      expect(Math.abs(received!.standardDeviation - expected.standardDeviation)).toBeLessThanOrEqual(1e-12 * size)
    }
  }
}

function normalScores(seed: string, count: number, { mean, spread }: { mean: number; spread: number }): number[] {
  const rng = createRng(seed)
  return Array.from({ length: count }, () => mean + spread * rng.normal())
}

const tied = fc.integer({ min: -4, max: 4 }).map((n) => n / 4)
const anyScore = fc.oneof(
  tied,
  fc.constantFrom(-0, 0, 5e-324, -5e-324, 1e150, -1e150, 1e-310),
  fc.double({ min: -1, max: 1, noNaN: true }),
  fc.double({ min: -1e150, max: 1e150, noNaN: true }),
)
const anySingle = fc.oneof(
  tied,
  fc.constantFrom(-0, 0, 2 ** -149, -(2 ** -149), 3e38, -3e38, 1e-40, -1e-42),
  fc.float({ min: -1, max: 1, noNaN: true }),
)

describe('counting is the same as sorting', () => {
  const request = { fmrs: [0, 0.1, 0.25, 0.5, 1], thresholds: [-0.5, 0, 0.25, 0.1, 2] }

  test('any float64 scores', () => {
    const some = fc.array(anyScore, { minLength: 1, maxLength: 40 }).map((list) => Float64Array.from(list))
    fc.assert(
      fc.property(some, some, fc.integer({ min: 1, max: 2 }), (genuine, impostor, workers) => {
        const scores = { genuine, impostor }
        expectSameAsSorted(scores, counted(scores, request, { workers }), request)
      }),
      { numRuns: 40 },
    )
  })

  test('any float32 scores', () => {
    const some = fc.array(anySingle, { minLength: 1, maxLength: 40 }).map((list) => Float32Array.from(list))
    fc.assert(
      fc.property(some, some, fc.integer({ min: 1, max: 2 }), (genuine, impostor, workers) => {
        const scores = { genuine, impostor }
        expectSameAsSorted(scores, counted(scores, request, { workers }), request)
      }),
      { numRuns: 40 },
    )
  })

  test('counted failures', () => {
    const some = fc.array(anyScore, { maxLength: 12 }).map((list) => Float64Array.from(list))
    const failures = fc.integer({ min: 0, max: 4 })
    fc.assert(
      fc.property(some, some, failures, failures, (genuine, impostor, failedGenuine, failedImpostor) => {
        const failed = { genuine: failedGenuine, impostor: failedImpostor }
        fc.pre(genuine.length + failedGenuine > 0 && impostor.length + failedImpostor > 0)
        fc.pre(genuine.length + impostor.length > 0)
        const scores = { genuine, impostor }
        expectSameAsSorted(scores, counted(scores, request, { failed }), request, failed)
      }),
      { numRuns: 40 },
    )
  })

  test.each([
    ['well separated', 0.6, 0.1],
    ['overlapping', 0.1, 0.1],
    ['useless', 0, 0.1],
  ])('half a million scores, %s', (_, mean, spread) => {
    const genuine = normalScores('genuine', 4000, { mean, spread })
    const impostor = normalScores('impostor', 500_000, { mean: 0, spread: 0.06 })
    for (const scores of [
      { genuine: Float64Array.from(genuine), impostor: Float64Array.from(impostor) },
      { genuine: Float32Array.from(genuine), impostor: Float32Array.from(impostor) },
    ]) {
      const answer = counted(scores, { thresholds: [0.1, 0.2] })
      expectSameAsSorted(scores, answer, { thresholds: [0.1, 0.2] })
      expect(answer.passes).toBe(2)
      expect(answer.curve.thresholds.length).toBeGreaterThan(300)
      expect(answer.curve.thresholds.length).toBeLessThanOrEqual(1000)
    }
  })

  test('more tied scores than can be kept one by one, with others all around', () => {
    const genuine = Float64Array.from(normalScores('genuine', 500, { mean: 0.5, spread: 1e-6 }))
    const impostor = new Float64Array(1_300_000).fill(0.5)
    impostor.set(normalScores('impostor', 100_000, { mean: 0.5, spread: 1e-6 }))
    const scores = { genuine, impostor }
    expectSameAsSorted(scores, counted(scores, { fmrs: [0.97, 0.5, 0.01] }), { fmrs: [0.97, 0.5, 0.01] })
  })
})

describe('what is known before', () => {
  const genuine = Float32Array.from(normalScores('genuine', 3000, { mean: 0.5, spread: 0.12 }))
  const impostor = Float32Array.from(normalScores('impostor', 400_000, { mean: 0, spread: 0.06 }))
  const foreknowledge = { genuine, alike: 1, impostorCount: impostor.length, largest: 1.01 }

  test('saves the second pass', () => {
    const answer = counted(
      { genuine, impostor },
      { foreknowledge: { ...foreknowledge, impostorSample: impostor.subarray(0, 40_000) } },
      { workers: 2 },
    )
    expect(answer.passes).toBe(1)
    expectSameAsSorted({ genuine, impostor }, answer)
  })

  test('intervals far from each other, with too many scores between them to keep', () => {
    const scores = {
      genuine: Float32Array.from(normalScores('genuine', 2000, { mean: 0.02, spread: 0.08 })),
      impostor: Float32Array.from(normalScores('impostor', 3_000_000, { mean: 0, spread: 0.06 })),
    }
    const known = { genuine: scores.genuine, impostorSample: scores.impostor.subarray(0, 40_000), alike: 1, largest: 1 }
    const answer = counted(scores, { foreknowledge: { ...known, impostorCount: 3_000_000 } })
    expect(answer.passes).toBe(1)
    expectSameAsSorted(scores, answer)
  })

  test.each([
    ['misleads', Float32Array.from({ length: 1000 }, (_, i) => 0.8 + i / 1e4)],
    ['is empty', new Float32Array()],
  ])('costs a second pass when the sample %s', (_, impostorSample) => {
    const answer = counted({ genuine, impostor }, { foreknowledge: { ...foreknowledge, impostorSample } })
    expect(answer.passes).toBe(2)
    expectSameAsSorted({ genuine, impostor }, answer)
  })
})

describe('more genuine scores than are told apart', () => {
  test('bounds the area and keeps everything else exact', () => {
    const scores = {
      genuine: Float64Array.from(normalScores('genuine', 1_100_000, { mean: 1, spread: 1 })),
      impostor: Float64Array.from(normalScores('impostor', 50_000, { mean: 0, spread: 1 })),
    }
    const answer = counted(scores)
    const auc = rocAuc(prepareScores(scores))
    expect(answer.aucUncertainty).toBeGreaterThan(0)
    expect(answer.aucUncertainty).toBeLessThan(1e-6)
    expect(Math.abs(answer.auc - auc)).toBeLessThanOrEqual(answer.aucUncertainty)
    expectSameAsSorted(scores, { ...answer, auc, aucUncertainty: 0 })
  })
})

describe('createPassCounter', () => {
  const { firstPlan } = createExactCounting({ precision: 'float64' })

  test('takes both classes by label', () => {
    const rng = createRng('labels')
    const scores = Float64Array.from({ length: 5000 }, () => rng.normal())
    const labels = Uint8Array.from(scores, () => rng.int(2))
    const labelled = createPassCounter(firstPlan)
    labelled.addLabelled(scores, labels)
    const apart = createPassCounter(firstPlan)
    apart.add(
      'genuine',
      scores.filter((_, i) => labels[i] === 1),
    )
    apart.add(
      'impostor',
      scores.filter((_, i) => labels[i] === 0),
    )
    expect(labelled.counts()).toMatchObject({
      genuineScores: apart.counts().genuineScores,
      impostor: { binCounts: apart.counts().impostor.binCounts },
    })
  })

  test.each([
    [Number.NaN, 'score-not-finite'],
    [Infinity, 'score-not-finite'],
    [-Infinity, 'score-not-finite'],
    [1e151, 'score-too-large'],
  ])('refuses a score of %s', (score, code) => {
    for (const at of [0, 5, 9000]) {
      const scores = new Float64Array(10_000).fill(0.5)
      scores[at] = score
      const counter = createPassCounter(firstPlan)
      expect(() => counter.add('impostor', scores)).toThrow(
        expect.objectContaining({ code, message: expect.stringContaining(`received ${score}`) }),
      )
    }
  })

  test('refuses scores of the other precision', () => {
    expect(() => createPassCounter(firstPlan).add('genuine', new Float32Array(2))).toThrow(/float64 scores/)
  })
})

describe('createExactCounting', () => {
  test('needs both classes', () => {
    const counting = createExactCounting({ precision: 'float64' })
    const counter = createPassCounter(counting.firstPlan)
    counter.add('genuine', Float64Array.of(0.5))
    expect(() => counting.finishPass([counter.counts()])).toThrow(/at least one impostor comparison/)
  })

  test('notices other scores in the next pass', () => {
    const counting = createExactCounting({ precision: 'float64' })
    const pass = (plan: PassPlan, impostor: number[]) => {
      const counter = createPassCounter(plan)
      counter.add('genuine', Float64Array.of(0.5, 0.6))
      counter.add('impostor', Float64Array.from(impostor))
      return counting.finishPass([counter.counts()])
    }
    const next = pass(counting.firstPlan, [0.1, 0.2, 0.55])!
    expect(() => pass(next, [0.1, 0.2])).toThrow(/in every pass/)
    expect(() => pass(next, [0.1, 0.2, 0.3])).toThrow(/in every pass/)
  })

  test.each([Number.NaN, Infinity])('refuses a threshold of %s', (threshold) => {
    expect(() => createExactCounting({ precision: 'float32', thresholds: [threshold] })).toThrow(/threshold to be/)
  })
})
