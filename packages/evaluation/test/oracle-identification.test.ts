import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cmc } from '../src/identification/cmc.ts'
import { type CandidateRule, createGallerySearch } from '../src/identification/gallery-search.ts'
import { openSet } from '../src/identification/open-set.ts'
import { rankOf } from '../src/identification/probe-search.ts'
import { needsOracles, oracles, readJson } from './shared-oracles.ts'

const folder = 'c_identification'

const sets =
  oracles === null
    ? []
    : readdirSync(join(oracles, folder))
        .filter((file) => file.endsWith('_expected.json'))
        .map((file) => readSet(file.slice(0, -'_expected.json'.length)))

function readSet(name: string) {
  const lines = (file: string) =>
    readFileSync(join(oracles!, folder, file), 'utf8')
      .trim()
      .split(/\r?\n/)
  const references = lines(`${name}_reference_subjects.txt`)
  const probes = lines(`${name}_probe_subjects.txt`)
  const rows = lines(`${name}_similarity.csv`).map((line) => line.split(',').map(Number))
  const searched = (rule: CandidateRule) => {
    const gallery = createGallerySearch(references, { rule })
    return rows.map((row, i) => gallery.search(probes[i]!, row))
  }
  const expected = readJson(folder, `${name}_expected.json`)
  return { name, references, searched, expected, bob: expected['bob.measure'] }
}

test.skipIf(oracles === null)(`reference sets of identification are found${needsOracles}`, () => {
  expect(sets.length).toBeGreaterThanOrEqual(4)
})

describe.each(sets)('$name', ({ references, searched, expected, bob }) => {
  // bob counts other people's references above the probe's best own one, whoever they belong to
  const separate = searched('separate')
  const candidates = references.length

  test('CMC of the mated probes as bob.measure, at every rank, ties against the probe', () => {
    const { rates, probeCount } = cmc(separate, { ranks: candidates })!
    expect(probeCount).toBe(expected.n_mated_probes)
    expect(rates).toHaveLength(bob.cmc_mated_probes.length)
    for (const [k, rate] of bob.cmc_mated_probes.entries()) expect(rates[k]).toBeCloseTo(rate, 12)
  })

  test('recognition_rate of bob divides by all probes, those without mate among them; ours by the mated ones', () => {
    const { rates, probeCount } = cmc(separate, { ranks: candidates })!
    for (const [key, rate] of Object.entries<number>(bob.recognition_rate_all_probes)) {
      const rank = Number(key.slice('rank'.length))
      expect((rates[rank - 1]! * probeCount) / expected.n_probes).toBeCloseTo(rate, 12)
    }
  })

  test('DIR at a threshold and rank as bob.measure', () => {
    for (const [threshold, ranks] of Object.entries<Record<string, number>>(bob.detection_identification_rate)) {
      const { rates } = cmc(separate, { ranks: candidates, threshold: Number(threshold) })!
      for (const [key, rate] of Object.entries(ranks)) {
        expect(rates[Number(key.slice('rank'.length)) - 1]).toBeCloseTo(rate, 12)
      }
    }
  })

  test('recognition_rate with a threshold leaves correct rejections out of the denominator and wants score > t; ours keeps all mated probes and score >= t', () => {
    const mated = separate.filter((probe) => probe.mated)
    const others = separate.filter((probe) => !probe.mated)
    for (const [key, ranks] of Object.entries<Record<string, number>>(bob.recognition_rate_threshold)) {
      const threshold = Number(key)
      const falseAlarms = others.filter(({ topOther }) => topOther! > threshold).length
      for (const [rankKey, rate] of Object.entries(ranks)) {
        const rank = Number(rankKey.slice('rank'.length))
        const hits = mated.filter((probe) => rankOf(probe, 'against') <= rank && probe.mate!.score > threshold).length
        // without a threshold that rejects, all probes stay in
        expect(hits / (mated.length + falseAlarms)).toBeCloseTo(rate, 12)
      }
    }
  })

  test('ranks that pyeer gives lie between ties against and ties for the probe; its order of input decides', () => {
    const against = cmc(separate, { ranks: candidates })!.rates
    const favourable = cmc(separate, { ranks: candidates, ties: 'for' })!.rates
    for (const order of ['input_in_reference_order', 'input_in_reversed_reference_order']) {
      const rates: number[] = expected.pyeer_cmc[order]
      // with several references of a person pyeer counts each of them, so that only rank 1 is a CMC
      const ranks = expected.subjects_with_several_references > 0 ? 1 : candidates
      for (let k = 0; k < ranks; k++) {
        expect(rates[k]).toBeGreaterThanOrEqual(against[k]! - 1e-12)
        expect(rates[k]).toBeLessThanOrEqual(favourable[k]! + 1e-12)
        if (expected.probes_with_tie_at_best_mated === 0) expect(rates[k]).toBeCloseTo(against[k]!, 12)
      }
    }
  })

  test('one candidate a person never ranks worse than one a reference, and the same at rank 1', () => {
    const byPerson = cmc(searched('max'), { ranks: candidates })!.rates
    const byReference = cmc(separate, { ranks: candidates })!.rates
    expect(byPerson[0]).toBe(byReference[0])
    for (let k = 0; k < candidates; k++) expect(byPerson[k]).toBeGreaterThanOrEqual(byReference[k]!)
  })
})

describe.each(sets.filter(({ expected }) => expected.n_non_mated_probes > 0))(
  '$name',
  ({ searched, expected, bob }) => {
    const separate = searched('separate')

    test('FPIR as bob.measure', () => {
      const thresholds = Object.keys(bob.false_alarm_rate).map(Number)
      const { atThreshold, nonMatedCount } = openSet(separate, { thresholds })!
      expect(nonMatedCount).toBe(expected.n_non_mated_probes)
      for (const [i, rate] of Object.values<number>(bob.false_alarm_rate).entries()) {
        expect(atThreshold[i]!.fpir).toBeCloseTo(rate, 12)
      }
    })

    test('DIR at the thresholds of bob, which sit on a score of a probe without mate', () => {
      const { far_values, thresholds_far_threshold: thresholds } = bob.dir_at_fpir
      for (const rank of [1, 5, 20]) {
        const { atThreshold } = openSet(separate, { rank, thresholds })!
        for (const [i, point] of atThreshold.entries()) {
          expect(point.fpir).toBeLessThanOrEqual(far_values[i])
          expect(point.dir).toBeCloseTo(bob.dir_at_fpir[`dir_rank${rank}`][i], 12)
        }
      }
    })

    test('DIR at a target FPIR never exceeds the target nor falls below bob; a target below 1 over the probes without mate is not supported', () => {
      const targetFpirs: number[] = bob.dir_at_fpir.far_values
      for (const rank of [1, 5, 20]) {
        for (const [i, answer] of openSet(separate, { rank, targetFpirs })!.atFpir.entries()) {
          expect(answer.supported).toBe(targetFpirs[i]! >= 1 / expected.n_non_mated_probes)
          if (!answer.supported) continue // bob answers with the threshold above all of them
          expect(answer.fpir).toBeLessThanOrEqual(targetFpirs[i]!)
          expect(answer.dir).toBeGreaterThanOrEqual(bob.dir_at_fpir[`dir_rank${rank}`][i] - 1e-12)
        }
      }
    })
  },
)
