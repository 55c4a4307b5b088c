import { describe, expect, test } from 'vitest'
import { cmc } from './cmc.ts'
import { createGallerySearch } from './gallery-search.ts'
import { IdentificationSchema, identification } from './identification.ts'
import { openSet } from './open-set.ts'

const references = ['anna', 'ben', 'ben', 'carl']

describe('several references of a person', () => {
  // ben's references score 0.9 and 0.1 with the probe of anna
  const row = [0.6, 0.9, 0.1, 0.3]

  test.each([
    ['max', { score: 0.6, above: 1, tied: 0 }, 0.9],
    ['mean', { score: 0.6, above: 0, tied: 0 }, 0.5],
    ['separate', { score: 0.6, above: 1, tied: 0 }, 0.9],
  ] as const)('%s', (rule, mate, topOther) => {
    const search = createGallerySearch(references, { rule }).search('anna', row)
    expect(search).toEqual({ person: 'anna', mated: true, searched: true, mate, topOther })
  })

  test('separate counts both of them, max the person once', () => {
    const both = [0.5, 0.9, 0.8, 0.3]
    expect(createGallerySearch(references, { rule: 'separate' }).search('anna', both).mate).toMatchObject({ above: 2 })
    expect(createGallerySearch(references).search('anna', both).mate).toMatchObject({ above: 1 })
  })

  test('the best of the own references counts', () => {
    expect(createGallerySearch(references, { rule: 'separate' }).search('ben', [0.7, 0.2, 0.7, 0.1]).mate).toEqual({
      score: 0.7,
      above: 0,
      tied: 1,
    })
  })
})

test('ties against the probe or for it', () => {
  const gallery = createGallerySearch(['anna', 'ben', 'carl'])
  const searches = [gallery.search('anna', [0.5, 0.5, 0.5])]
  expect(cmc(searches, { ranks: 3 })!.rates).toEqual([0, 0, 1])
  expect(cmc(searches, { ranks: 3, ties: 'for' })!.rates).toEqual([1, 1, 1])
})

describe('scores per probe', () => {
  // what a mask does to all scores of a probe
  const row = [0.9, 0.1, 0.2, 0.4, 0.3]
  const masked = row.map((score) => 0.4 * score - 0.2)
  const names = ['anna', 'ben', 'carl', 'dora', 'emil']
  const search = (scores: 'raw' | 'per-probe', values: readonly number[]) =>
    createGallerySearch(names, { scores }).search('anna', values)

  test('do not depend on shift and scale of the row, and keep the ranks', () => {
    const [bare, other] = [search('per-probe', row), search('per-probe', masked)]
    expect(other.mate!.score).toBeCloseTo(bare.mate!.score, 12)
    expect(other.topOther!).toBeCloseTo(bare.topOther!, 12)
    expect(bare.mate).toMatchObject({ above: 0, tied: 0 })
    expect(bare.mate!.score).toBeCloseTo((0.9 - 0.38) / Math.sqrt(0.0776), 12)
    expect(search('raw', masked).mate!.score).not.toBeCloseTo(search('raw', row).mate!.score, 1)
  })

  test('do not exist without spread', () => {
    expect(() => search('per-probe', [0.5, 0.5, 0.5, 0.5, 0.5])).toThrow(/candidates to differ but all 5 are 0.5/)
  })
})

test('a gallery of one person has nobody else to confuse the probe with', () => {
  const gallery = createGallerySearch(['anna'])
  expect(gallery.search('anna', [-0.4])).toMatchObject({ mate: { above: 0 }, topOther: null })
  expect(gallery.search('ben', [0.2])).toMatchObject({ mated: false, mate: null, topOther: 0.2 })
})

describe('failures', () => {
  const gallery = createGallerySearch(['anna', 'ben'], { notEnrolled: ['carl'] })
  const searches = [
    gallery.search('anna', [0.9, 0.1]),
    gallery.search('anna', null), // no embedding of the probe
    gallery.search('carl', [0.2, 0.3]), // no embedding of the reference
    gallery.search('dora', [0.4, 0.1]),
    gallery.search('dora', null),
  ]
  const result = identification(gallery, searches, { targetFpirs: [0.5], thresholds: [0.35] })

  test('are counted', () => {
    expect(result.probes).toEqual({ mated: 3, nonMated: 2, failed: { mated: 2, nonMated: 1 } })
    expect(result.gallery).toEqual({ people: 2, references: 2, candidates: 2, rule: 'max', scores: 'raw' })
  })

  test('are left out, or are misses and no false alarms', () => {
    expect(result.scored.cmc).toMatchObject({ probeCount: 1, rates: [1, 1] })
    expect(result.withFailures.cmc).toMatchObject({ probeCount: 3, rates: [1 / 3, 1 / 3] })
    expect(result.scored.openSet!.atThreshold[0]).toMatchObject({ fpir: 1, fnir: 0, dir: 1 })
    expect(result.withFailures.openSet!.atThreshold[0]).toMatchObject({ fpir: 0.5, fnir: 2 / 3, dir: 1 / 3 })
    expect(result.scored.openSet!.atFpir[0]).toMatchObject({ supported: false, nonMatedCount: 1, smallestFpir: 1 })
    expect(result.withFailures.openSet!.atFpir[0]).toMatchObject({ supported: true, fpir: 0.5, dir: 1 / 3 })
  })

  test('the result is plain data', () => {
    expect(IdentificationSchema.parse(JSON.parse(JSON.stringify(result)))).toEqual(result)
  })
})

test('intervals allow for probes of one person', () => {
  const gallery = createGallerySearch(['anna', 'ben'])
  const probes = (people: (i: number) => string) =>
    Array.from({ length: 40 }, (_, i) => ({
      ...gallery.search('anna', i % 4 < 2 ? [1, 0] : [0, 1]),
      person: people(i),
    }))
  const width = (people: (i: number) => string) => {
    const { low, high } = cmc(probes(people))!.intervals[0]!
    return high - low
  }
  // hits and misses fall on the same people again and again
  expect(width((i) => `p${i % 4}`)).toBeGreaterThan(1.5 * width((i) => `p${i}`))
})

test('closed and open set need their probes', () => {
  const gallery = createGallerySearch(['anna', 'ben'])
  const onlyMated = identification(gallery, [gallery.search('anna', [0.5, 0.4])])
  expect(onlyMated.scored).toMatchObject({ cmc: { rates: [1, 1] }, openSet: null })
  const onlyOthers = identification(gallery, [gallery.search('carl', [0.5, 0.4])])
  expect(onlyOthers.scored).toEqual({ cmc: null, openSet: null })
})

describe('rejects', () => {
  const gallery = createGallerySearch(['anna', 'ben'])
  test.each<[string, () => unknown, RegExp]>([
    ['an empty gallery', () => createGallerySearch([]), /at least one reference but received 0/],
    ['a short row', () => gallery.search('anna', [0.5]), /score for each of 2 references but received 1/],
    ['NaN', () => gallery.search('anna', [0.5, Number.NaN]), /reference 1 to be a finite number but received NaN/],
    ['rank 0', () => cmc([], { ranks: 0 }), /ranks to be a whole number of at least 1 but received 0/],
    [
      'a rate above 1',
      () => openSet([gallery.search('anna', [1, 0]), gallery.search('carl', [1, 0])], { targetFpirs: [2] }),
      /in \[0, 1\] but received 2/,
    ],
  ])('%s', (_, act, message) => {
    expect(act).toThrow(message)
  })
})
