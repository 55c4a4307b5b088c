import { createRng } from '@maskmirror/core'
import { describe, expect, test } from 'vitest'
import { operatingPointAt } from '#error-rates.ts'
import { equalErrorRate, prepareScores, rocAuc, thresholdAtFmr } from '#index.ts'
import type { BootstrapInput } from './bootstrap-input.ts'
import { bootstrapPeople } from './bootstrap-people.ts'
import { CertaintySchema } from './certainty.ts'
import { keptInBatches } from './kept-people.ts'
import { planBootstrap } from './plan-bootstrap.ts'
import { prepareColumn, replicateLength, resampleColumn } from './resample-column.ts'

const people = 40

/** All pairs of three pictures of each person; scores with effects of people. */
function inputOf(changes: Partial<BootstrapInput> = {}): BootstrapInput {
  const rng = createRng('three pictures')
  const effect = Array.from({ length: people }, () => rng.normal(0, 0.3))
  const pictures = Array.from({ length: 3 * people }, (_, picture) => Math.floor(picture / 3))
  const pairs = pictures.flatMap((a, i) => pictures.slice(0, i).map((b) => [a, b] as const))
  const scores = Float64Array.from(pairs, ([a, b]) =>
    a === b ? rng.normal(2 + effect[a]!, 0.7) : rng.normal(effect[a]! + effect[b]!, 0.7),
  )
  return {
    genuine: Uint8Array.from(pairs, ([a, b]) => Number(a === b)),
    reference: Int32Array.from(pairs, ([a]) => a),
    probe: Int32Array.from(pairs, ([, b]) => b),
    settings: [{ id: 'bare', scores, thresholds: [1.5] }],
    resamples: 400,
    seed: 'a seed',
    ...changes,
  }
}

function preparedOf({ genuine, settings }: BootstrapInput) {
  const scoresOf = (flag: number) => settings[0]!.scores.filter((_, pair) => genuine[pair] === flag)
  return prepareScores({ genuine: scoresOf(1), impostor: scoresOf(0) })
}

test('values are those of the measures, each inside its interval', () => {
  const input = inputOf()
  const certainty = CertaintySchema.parse(bootstrapPeople(input))
  const scores = preparedOf(input)
  const { scored, withFailures } = certainty.settings[0]!
  const at = operatingPointAt(scores, 1.5)
  expect(certainty).toMatchObject({ people, resamples: 400, seed: 'a seed' })
  expect(scored.eer!.value).toBe(equalErrorRate(scores)!.eer)
  expect(scored.auc!.value).toBe(rocAuc(scores))
  expect(scored.atThresholds[0]).toMatchObject({ fmr: { value: at.fmr }, fnmr: { value: at.fnmr } })
  for (const { targetFmr, estimate } of scored.fnmrAtFmr) {
    const expected = thresholdAtFmr(scores, targetFmr)
    expect(estimate?.value).toBe(expected.supported ? expected.fnmr : undefined)
  }
  const estimates = [scored.eer, scored.auc, ...scored.fnmrAtFmr.map(({ estimate }) => estimate)]
  for (const estimate of estimates.filter((one) => one !== null)) {
    expect(estimate.low).toBeLessThan(estimate.value)
    expect(estimate.high).toBeGreaterThan(estimate.value)
  }
  expect(withFailures).toEqual(scored)
})

test('the band has the curve inside, from the smallest supported FMR', () => {
  const { band } = bootstrapPeople(inputOf()).settings[0]!.scored
  const scores = preparedOf(inputOf())
  expect(band.fmr.length).toBeGreaterThan(20)
  expect(band.fmr[0]).toBeGreaterThanOrEqual(1 / scores.impostorCount)
  for (const [i, fmr] of band.fmr.entries()) {
    expect(thresholdAtFmr(scores, fmr)).toMatchObject({ fnmr: band.fnmr[i] })
    expect(band.low[i]).toBeLessThanOrEqual(band.fnmr[i]!)
    expect(band.high[i]).toBeGreaterThanOrEqual(band.fnmr[i]!)
  }
})

test('a setting against itself differs by nothing; with noise of its own, by little', () => {
  const { settings } = inputOf()
  const { scores } = settings[0]!
  const rng = createRng('noise')
  const noisy = scores.map((score) => score + rng.normal(0, 0.1))
  const worse = scores.map((score) => (score > 1 ? score - 0.5 : score))
  const certainty = bootstrapPeople(
    inputOf({
      settings: [
        ...settings,
        { id: 'same', scores, thresholds: [1.5] },
        { id: 'noisy', scores: noisy, thresholds: [1.5] },
        { id: 'worse', scores: worse, thresholds: [1.5] },
      ],
      differences: [
        { a: 'same', b: 'bare' },
        { a: 'noisy', b: 'bare' },
        { a: 'worse', b: 'bare' },
      ],
    }),
  )
  const [same, little, much] = certainty.differences
  expect(same!.common.eer).toEqual({ value: 0, low: 0, high: 0, standardError: 0, pValue: 1 })
  expect(same!.common.fnmrAtFmr[0]!.estimate).toMatchObject({ low: 0, high: 0 })
  expect(little!.common.eer!.standardError).toBeLessThan(certainty.settings[0]!.scored.eer!.standardError / 2)
  expect(little!.common.eer!.pValue).toBeGreaterThan(0.05)
  const { fnmr } = much!.common.atThresholds[0]!
  expect(fnmr!.value).toBeGreaterThan(0.1)
  expect(fnmr!.low).toBeGreaterThan(0)
  expect(fnmr!.pValue).toBeLessThan(1e-6)
})

test('failures: left out of a setting, counted beside it, and differences over the pairs scored in both', () => {
  const input = inputOf()
  const { scores } = input.settings[0]!
  const failing = scores.map((score, pair) => (pair % 10 === 0 ? Number.NaN : score))
  const certainty = bootstrapPeople(
    inputOf({
      settings: [...input.settings, { id: 'failing', scores: failing, thresholds: [1.5] }],
      differences: [{ a: 'failing', b: 'bare' }],
    }),
  )
  const ofSetting = certainty.settings[1]!
  const genuine = failing.filter((_, pair) => input.genuine[pair] === 1)
  const failed = genuine.filter(Number.isNaN).length
  const rejected = genuine.filter((score) => score < 1.5).length
  expect(ofSetting.scored.atThresholds[0]!.fnmr!.value).toBe(rejected / (genuine.length - failed))
  expect(ofSetting.withFailures.atThresholds[0]!.fnmr!.value).toBe((rejected + failed) / genuine.length)
  // on the common pairs both settings have the same scores
  expect(certainty.differences[0]!.common.auc).toMatchObject({ low: 0, high: 0, pValue: 1 })
  expect(certainty.differences[0]!.withFailures.atThresholds[0]!.fnmr!.low).toBeGreaterThan(0)
})

test('a setting without scores has no interval but does not disturb the others', () => {
  const input = inputOf()
  const { scores } = input.settings[0]!
  const settings = [...input.settings, { id: 'empty', scores: scores.map(() => Number.NaN), thresholds: [1.5] }]
  const certainty = bootstrapPeople(inputOf({ settings, differences: [{ a: 'empty', b: 'bare' }] }))
  expect(certainty.settings[0]).toEqual(bootstrapPeople(input).settings[0])
  expect(certainty.settings[1]!.scored).toMatchObject({
    eer: null,
    auc: null,
    atThresholds: [{ fmr: null, fnmr: null }],
  })
  expect(certainty.differences[0]!.common).toMatchObject({ eer: null, auc: null })
})

test('few people: resamples that keep nobody of a class are left out', () => {
  const input = inputOf()
  const first = (people: number, seed: string) => {
    const few = input.genuine.map((_, pair) => Number(Math.max(input.reference[pair]!, input.probe[pair]!) < people))
    const keep = (_: unknown, pair: number) => few[pair] === 1
    return bootstrapPeople({
      ...input,
      genuine: input.genuine.filter(keep),
      reference: input.reference.filter(keep),
      probe: input.probe.filter(keep),
      settings: [{ id: 'bare', scores: input.settings[0]!.scores.filter(keep), thresholds: [1.5] }],
      seed,
    }).settings[0]!.scored
  }
  // 8 people: none or one is kept in 3.5 % of the resamples; 4 people: in 31 %
  expect(first(8, 'a seed').auc).not.toBeNull()
  expect(first(4, 'a seed').auc).toBeNull()
})

test('the same seed gives the same figures, another seed others', () => {
  const first = bootstrapPeople(inputOf())
  expect(bootstrapPeople(inputOf())).toEqual(first)
  expect(bootstrapPeople(inputOf({ seed: 'another' })).settings).not.toEqual(first.settings)
})

test('fewer resamples are the first of more', () => {
  const rowsOf = (resamples: number) => {
    const plan = planBootstrap(inputOf({ resamples }))
    const prepared = prepareColumn(plan, 0)
    const rows = new Float64Array(resamples * replicateLength(plan, 0))
    const kept = keptInBatches(plan.seed, plan.personCount)
    for (let batch = plan.batches - 1; batch >= 0; batch--) {
      resampleColumn(plan, prepared, { batch, kept: kept(batch) }, rows)
    }
    return rows
  }
  const few = rowsOf(40)
  expect(rowsOf(70).subarray(0, few.length)).toEqual(few)
})

describe('input that is refused', () => {
  const two = { genuine: Uint8Array.of(1, 0), reference: Int32Array.of(0, 0), probe: Int32Array.of(0, 1) }
  const setting = { id: 'bare', scores: Float64Array.of(1, 0), thresholds: [] }
  const valid: BootstrapInput = { ...two, settings: [setting], seed: '' }
  test.each<[Partial<BootstrapInput>, RegExp]>([
    [{ settings: [] }, /at least one setting but received 0/],
    [{ settings: [setting, setting] }, /once but received "bare" twice/],
    [{ settings: [{ ...setting, scores: Float64Array.of(1) }] }, /scores of bare to have 2 elements but received 1/],
    [
      { settings: [{ ...setting, scores: Float64Array.of(1, Infinity) }] },
      /pair 1 in bare within .* received Infinity/,
    ],
    [
      { settings: [setting, { ...setting, id: 'b', thresholds: [1] }] },
      /thresholds of b to have 0 elements but received 1/,
    ],
    [{ differences: [{ a: 'bare', b: 'other' }] }, /differences between bare but received "other"/],
    [{ resamples: 1 }, /resamples to be a whole number of at least 2 but received 1/],
    [{ targets: [1] }, /targets in \(0, 1\) but received 1/],
    [{ probe: Int32Array.of(1, 1) }, /genuine pair 0 shows 0 and 1/],
    [{ probe: Int32Array.of(0, 0) }, /impostor pair 1 shows 0 and 0/],
    [{ reference: Int32Array.of(-1, 0), probe: Int32Array.of(-1, 1) }, /genuine pair 0 shows -1 and -1/],
  ])('%o', (changes, message) => {
    expect(() => bootstrapPeople({ ...valid, ...changes })).toThrow(message)
  })

  test('the smallest valid list has no intervals', () => {
    const { scored } = bootstrapPeople(valid).settings[0]!
    expect(scored).toMatchObject({ eer: null, auc: null, band: { fmr: [] } })
  })
})
