import { compareSettings, errorCurve, prepareScores, scoreHistogram, scoreRange } from '@maskmirror/evaluation'
import { describe, expect, test } from 'vitest'
import { detFigure } from '../src/det-figure.ts'
import { rocFigure } from '../src/roc-figure.ts'
import { scoreDistributionFigure } from '../src/score-distribution-figure.ts'
import { settingStyles } from '../src/setting-style.ts'
import { exampleScores, exampleTable } from './example-scores.ts'

const curves = exampleScores.map(({ setting, scores }) => ({ setting, curve: errorCurve(scores) }))

describe('detFigure', () => {
  const figure = detFigure({ curves, table: exampleTable })

  test('is plain data', () => {
    expect(JSON.parse(JSON.stringify(figure))).toEqual(figure)
  })

  test('solid from 30 errors of both kinds, dashed from 3, nothing below', () => {
    const supports = new Set(figure.series.flatMap(({ segments }) => segments.map(({ support }) => support)))
    expect(supports).toEqual(new Set(['dashed', 'solid']))
    for (const { segments, genuineCount, impostorCount } of figure.series) {
      for (const { support, points } of segments) {
        const errors = points.map(({ fmr, fnmr }) => Math.round(Math.min(fmr * impostorCount, fnmr * genuineCount)))
        if (support === 'solid') expect(Math.min(...errors)).toBeGreaterThanOrEqual(30)
        expect(Math.min(...errors)).toBeGreaterThanOrEqual(3)
        expect(points.length).toBeGreaterThan(1)
      }
    }
  })

  test('axes begin and end at ticks that hold every point', () => {
    for (const { segments, frozen } of figure.series) {
      for (const { fmr, fnmr } of [...segments.flatMap(({ points }) => points), ...frozen]) {
        expect(fmr === 0 || (fmr >= figure.fmr.low && fmr <= figure.fmr.high)).toBe(true)
        expect(fnmr === 0 || (fnmr >= figure.fnmr.low && fnmr <= figure.fnmr.high)).toBe(true)
      }
    }
  })

  test('frozen points are those of the table', () => {
    const { frozenFmr100 } = exampleTable.settings[1]!.scored.rates!
    expect(figure.series[1]!.frozen[0]).toEqual({
      name: 'T100',
      threshold: exampleTable.frozen.fmr100.threshold,
      fmr: frozenFmr100!.fmr,
      fnmr: frozenFmr100!.fnmr,
    })
    expect(figure.caption).toContain('T100')
    expect(figure.description).toContain('UMR-MP: 400 genuine and 2000 impostor comparisons, at T100 FMR')
  })

  test('perfect separation has no line but a mark at rate 0, and the caption says so', () => {
    const curve = errorCurve(prepareScores({ genuine: [0.8, 0.9], impostor: [0.1, 0.2] }))
    const perfect = detFigure({ curves: [{ setting: 'umr-ump', curve }] })
    expect(perfect.series[0]).toMatchObject({ segments: [], zeros: [{ fmr: 0, fnmr: 0 }], frozen: [] })
    expect(perfect.caption).toContain('No line for UMR-UMP: too few errors.')
    expect(perfect.caption).toContain('a rate of 0 in this sample')
    expect(perfect).toMatchObject({ fmr: { low: 0.01, high: 0.4 }, fnmr: { low: 0.01, high: 0.4 } })
  })

  test('rejects no curves', () => {
    expect(() => detFigure({ curves: [] })).toThrow('Expected the curve of at least one setting but received 0 curves')
  })
})

test('rocFigure: decades hold every supported rate, support counts false matches only', () => {
  const figure = rocFigure({ curves, table: exampleTable })
  expect(figure.fmr).toEqual({ low: 0.0001, high: 1 }) // the lowest frozen point is one false match in 2,000
  for (const { segments, impostorCount } of figure.series) {
    for (const { support, points } of segments) {
      const least = Math.min(...points.map(({ fmr }) => Math.round(fmr * impostorCount)))
      expect(least).toBeGreaterThanOrEqual(support === 'solid' ? 30 : 3)
    }
    // a well supported line goes on to where no genuine comparison is rejected
    expect(segments.flatMap(({ points }) => points)).toContainEqual(expect.objectContaining({ fnmr: 0 }))
  }
  expect(figure.tar.low).toBeLessThanOrEqual(
    Math.min(...figure.series.flatMap(({ frozen }) => frozen.map(({ fnmr }) => 1 - fnmr))),
  )
})

describe('scoreDistributionFigure', () => {
  const range = scoreRange(exampleScores.map(({ scores }) => scores))
  const histograms = exampleScores.map(({ setting, scores }) => ({
    setting,
    histogram: scoreHistogram(scores, { range }),
  }))

  test('each class in shares of its own number, thresholds of the table', () => {
    const figure = scoreDistributionFigure({ histograms, table: exampleTable })
    expect(JSON.parse(JSON.stringify(figure))).toEqual(figure)
    for (const { genuine, impostor } of figure.facets) {
      expect(genuine.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
      expect(impostor.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
    }
    expect(figure.thresholds).toEqual([
      { name: 'T100', threshold: exampleTable.frozen.fmr100.threshold },
      { name: 'T1000', threshold: exampleTable.frozen.fmr1000.threshold },
    ])
  })

  test('no rules for thresholds that do not exist', () => {
    const comparisons = [
      { pairIndex: 0, genuine: true, outcome: { ok: true as const, score: 0.9 } },
      { pairIndex: 1, genuine: false, outcome: { ok: true as const, score: 0.1 } },
    ]
    const table = compareSettings({ settings: [{ setting: 'umr-mp', comparisons }] })
    expect(scoreDistributionFigure({ histograms, table }).thresholds).toEqual([])
    expect(() => scoreDistributionFigure({ histograms: [] })).toThrow('at least one setting but received 0 histograms')
  })
})

test('styles: a setting keeps its look whatever stands beside it; others differ from each other', () => {
  const alone = settingStyles(['mirror:flat'])
  const together = settingStyles(['umr-ump', 'mirror:x', 'mirror:flat', 'mirror:y'])
  expect(together.get('mirror:flat')).toEqual(alone.get('mirror:flat'))
  expect(new Set([...together.values()].map(({ colour }) => colour)).size).toBe(4)
})
