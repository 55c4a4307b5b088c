import { errorCurve } from '@maskmirror/evaluation'
import { describe, expect, test } from 'vitest'
import {
  cmcFigure,
  detFigure,
  differenceText,
  forestFigure,
  openSetFigure,
  pcaFigure,
  ratesFigure,
  scoreDistributionFigure,
  settingDifferencesFigure,
  thresholdRatesFigure,
  withChosenThreshold,
} from '../src/index.ts'
import { exampleDifferences, exampleScores, exampleTable } from './example-scores.ts'

const curves = exampleScores.map(({ setting, scores }) => ({ setting, curve: errorCurve(scores) }))

describe('openSetFigure', () => {
  const openSet = (shift: number) => {
    const { thresholds, fmr, fnmr } = curves[0]!.curve
    const { genuineCount, impostorCount } = curves[0]!.curve
    return {
      rank: 1,
      matedCount: genuineCount,
      nonMatedCount: impostorCount,
      atFpir: [],
      atThreshold: [],
      curve: { thresholds, fpir: fmr, fnir: fnmr.map((rate) => Math.min(1, rate + shift)) },
    }
  }
  const figure = openSetFigure({
    settings: [
      { setting: 'umr-ump', openSet: openSet(0) },
      { setting: 'umr-mp', openSet: openSet(0.3) },
    ],
  })

  test('is plain data whose lines are solid from 30 strangers wrongly found', () => {
    expect(JSON.parse(JSON.stringify(figure))).toEqual(figure)
    const { nonMatedCount } = openSet(0)
    for (const { segments } of figure.series) {
      for (const { support, points } of segments) {
        const fewest = Math.min(...points.map(({ fmr }) => fmr * nonMatedCount))
        expect(Math.round(fewest)).toBeGreaterThanOrEqual(support === 'solid' ? 30 : 3)
      }
    }
    expect(figure.description).toContain('against the share of the probes of strangers')
  })

  test('the axis of found people reaches down to the lower setting', () => {
    const lowest = Math.max(...figure.series[1]!.segments.flatMap(({ points }) => points.map(({ fnmr }) => fnmr)))
    expect(figure.dir.low).toBeLessThanOrEqual(1 - lowest)
  })

  test('rejects nothing to draw', () => {
    expect(() => openSetFigure({ settings: [] })).toThrow('received 0 settings')
  })
})

describe('cmcFigure', () => {
  const figure = cmcFigure({
    curves: [
      { setting: 'umr-ump', probeCount: 100, rates: [0.9, 0.96, 0.98, 1, 1] },
      {
        setting: 'umr-mp',
        probeCount: 100,
        rates: [0.5, 0.6, 0.7, 0.8, 0.9],
        intervals: [0.5, 0.6, 0.7, 0.8, 0.9].map((rate) => ({ low: rate - 0.1, high: rate + 0.1 })),
      },
    ],
  })

  test('is plain data', () => {
    expect(JSON.parse(JSON.stringify(figure))).toEqual(figure)
  })

  test('solid from 30 missed probes, dashed from 3, nothing below; the band ends with the line', () => {
    const [bare, masked] = figure.series
    expect(bare!.segments.map(({ support, points }) => [support, points.map(({ rank }) => rank)])).toEqual([
      ['dashed', [1, 2]],
    ])
    expect(masked!.segments.map(({ support, points }) => [support, points.map(({ rank }) => rank)])).toEqual([
      ['solid', [1, 2, 3]],
      ['dashed', [3, 4, 5]],
    ])
    expect(bare!.complete).toEqual({ rank: 4, rate: 1 })
    expect(masked!.complete).toBeNull()
    expect(masked!.band.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5])
    expect(figure.caption).toContain('no probe of this sample is missed')
    expect(figure.rate).toEqual({ low: 0.4, high: 1 })
  })

  test('says what has no line, and draws no more ranks than asked for', () => {
    const perfect = cmcFigure({ curves: [{ setting: 'umr-ump', probeCount: 10, rates: [1, 1, 1] }], ranks: 2 })
    expect(perfect.caption).toContain('No line for UMR-UMP: too few missed probes.')
    expect([perfect.ranks, perfect.series[0]!.complete]).toEqual([2, { rank: 1, rate: 1 }])
  })

  test('rejects nothing to draw', () => {
    expect(() => cmcFigure({ curves: [] })).toThrow('received 0 curves')
    expect(() => cmcFigure({ curves: [{ setting: 'umr-ump', probeCount: 1, rates: [] }] })).toThrow('1 of them without')
  })
})

describe('thresholdRatesFigure', () => {
  const figure = thresholdRatesFigure({ curves, table: exampleTable })

  test('each rate is supported by its own errors', () => {
    expect(JSON.parse(JSON.stringify(figure))).toEqual(figure)
    for (const { fmr, fnmr, genuineCount, impostorCount } of figure.series) {
      const errors = (segments: typeof fmr, support: string, count: number) =>
        segments
          .filter((segment) => segment.support === support)
          .flatMap(({ points }) => points.map(({ rate }) => Math.round(rate * count)))
      expect(Math.min(...errors(fmr, 'solid', impostorCount))).toBeGreaterThanOrEqual(30)
      expect(Math.min(...errors(fnmr, 'solid', genuineCount))).toBeGreaterThanOrEqual(30)
      expect(Math.min(...errors(fmr, 'dashed', impostorCount), ...errors(fnmr, 'dashed', genuineCount))).toBe(3)
    }
    expect(figure.rate).toEqual({ low: 0.001, high: 1 }) // 3 of 2,000 is the smallest rate drawn
  })

  test('a chosen threshold joins the frozen ones and replaces the one before', () => {
    const names = (threshold: number, from = figure) =>
      withChosenThreshold(from, threshold).thresholds.map((rule) => [rule.name, rule.threshold])
    expect(names(0.5)).toEqual([
      ['T100', exampleTable.frozen.fmr100.threshold],
      ['T1000', exampleTable.frozen.fmr1000.threshold],
      ['chosen', 0.5],
    ])
    expect(names(0.6, withChosenThreshold(figure, 0.5))).toEqual([...names(0.5).slice(0, 2), ['chosen', 0.6]])
    expect(figure.thresholds).toHaveLength(2)
  })

  test('rejects no curves', () => {
    expect(() => thresholdRatesFigure({ curves: [] })).toThrow('received 0 curves')
    expect(() => scoreDistributionFigure({ histograms: [] })).toThrow('received 0 histograms')
  })
})

describe('forestFigure', () => {
  test('the verdict follows the corrected p value and the sign', () => {
    const { groups } = forestFigure({ rows: exampleDifferences })
    expect(groups.map(({ name, rows }) => [name, ...rows.map(({ verdict }) => verdict)])).toEqual([
      ['FNMR at T100', 'more-errors', 'fewer-errors'],
      ['FMR at T100', 'undecided'],
    ])
    const untested = forestFigure({ rows: exampleDifferences.map((row) => ({ ...row, adjustedP: null })) })
    expect(new Set(untested.groups.flatMap(({ rows }) => rows.map(({ verdict }) => verdict)))).toEqual(
      new Set(['undecided']),
    )
    expect(untested.caption).not.toContain('Holm')
  })

  test('the axis of a group holds 0 and every interval of the group, no matter how large others are', () => {
    const [fnmr, fmr] = forestFigure({ rows: exampleDifferences }).groups
    expect(fnmr!.domain.low).toBeLessThan(-0.04)
    expect(fnmr!.domain.high).toBeGreaterThan(0.1)
    expect(fmr!.domain.high).toBeLessThan(0.03)
    const [none] = forestFigure({ rows: [{ ...exampleDifferences[0]!, estimate: 0, low: 0, high: 0 }] }).groups
    expect(none!.domain.high).toBeGreaterThan(none!.domain.low)
  })

  test.each([
    [{ estimate: 0.012, low: 0.004, high: 0.021, adjustedP: 0.0123 }, '+1.20 [+0.40, +2.10], p = 0.012'],
    [{ estimate: -0.5, low: -0.6, high: 0, adjustedP: 0.0001 }, '−50.00 [−60.00, 0.00], p < 0.001'],
    [{ estimate: 0, low: -0.00001, high: 0.01, adjustedP: null }, '0.00 [0.00, +1.00]'],
  ])('%o in words', (row, text) => {
    expect(differenceText(row)).toBe(text)
  })

  test('rejects no rows', () => {
    expect(() => forestFigure({ rows: [] })).toThrow('received 0 rows')
  })
})

describe('ratesFigure', () => {
  const row = { rate: 0.1, low: 0.08, high: 0.12 }
  const rows = [
    { ...row, group: 'UMR-UMP', label: 'LFW', kind: 'photographs' },
    { ...row, group: 'UMR-UMP', label: 'plain', kind: 'generated' },
    { ...row, group: 'UMR-MP', label: 'LFW', kind: 'photographs' },
  ]
  const words = { axis: 'FNMR (%)', title: 'Rates', caption: 'How to read it.' }

  test('groups and kinds keep the order of their first row; the words say every number', () => {
    const { groups, kinds, description } = ratesFigure({ rows, ...words })
    expect(groups.map(({ name, rows: own }) => [name, own.length])).toEqual([
      ['UMR-UMP', 2],
      ['UMR-MP', 1],
    ])
    expect(kinds).toEqual(['photographs', 'generated'])
    expect(description).toContain('UMR-UMP, plain (generated): 10.00 % [8.00 %, 12.00 %]')
  })

  test('rejects no rows, and more kinds than can be told apart', () => {
    expect(() => ratesFigure({ rows: [], ...words })).toThrow(/0 rates/)
    const kinds = ['a', 'b', 'c', 'd'].map((kind) => ({ ...row, group: 'g', label: kind, kind }))
    expect(() => ratesFigure({ rows: kinds, ...words })).toThrow(/4 kinds/)
  })
})

test('a band ends where the data no longer support the line', () => {
  const band = { fmr: [0, 0.001, 0.01, 0.1, 1], low: [0, 0, 0, 0, 0], high: [1, 1, 1, 1, 1] }
  const [series] = detFigure({ curves: [{ ...curves[1]!, band }] }).series
  const drawn = series!.segments.flatMap(({ points }) => points.map(({ fmr }) => fmr))
  expect(series!.band.length).toBeGreaterThan(0)
  for (const { fmr } of series!.band) {
    expect(fmr).toBeGreaterThanOrEqual(Math.min(...drawn))
    expect(fmr).toBeLessThanOrEqual(Math.max(...drawn))
  }
})

test('curves of two runs keep their own labels, styles and frozen thresholds', () => {
  const shifted = structuredClone(exampleTable)
  shifted.settings[1]!.scored.rates!.frozenFmr100!.threshold = 0.9
  const [a, b] = detFigure({
    curves: [
      { ...curves[1]!, label: 'A', style: 'run-a', table: exampleTable },
      { ...curves[1]!, label: 'B', style: 'run-b', table: shifted },
    ],
  }).series
  expect([a!.label, b!.label, a!.style, b!.style]).toEqual(['A', 'B', 'run-a', 'run-b'])
  expect([a!.frozen[0]!.threshold, b!.frozen[0]!.threshold]).toEqual([exampleTable.frozen.fmr100.threshold, 0.9])
})

test('pcaFigure rejects no points', () => {
  const empty = { groups: [{ label: 'bare', points: [] }], explained: [0.5, 0.2] as const }
  expect(() => pcaFigure(empty)).toThrow('at least one point')
})

test('settingDifferencesFigure: what is compared first stands first, measures in the order asked for', () => {
  const difference = { low: -0.1, high: 0.1, pValue: 0.2, pHolm: 0.4 }
  const differences = [
    { ...difference, measure: 'eer', a: 'umr-mp', b: 'umr-ump', difference: 0.03 },
    { ...difference, measure: 'fmr-at-frozen-fmr100', a: 'umr-mp', b: 'umr-ump', difference: -0.01 },
    { ...difference, measure: 'fnmr-at-frozen-fmr100', a: 'mirror:flat', b: 'umr-mp', difference: 0.02 },
  ] as const
  const rows = settingDifferencesFigure(differences)!.groups.flatMap((group) => group.rows)
  expect(rows.map(({ group, label, estimate, adjustedP }) => [group, label, estimate, adjustedP])).toEqual([
    ['FNMR at T100', 'UMR-MP → Mirror (flat)', 0.02, 0.4],
    ['FMR at T100', 'UMR-UMP → UMR-MP', -0.01, 0.4],
  ])
  expect(settingDifferencesFigure(differences, { measures: ['eer'] })!.groups[0]!.rows).toHaveLength(1)
  expect(settingDifferencesFigure([])).toBeNull()
})
