import { type ComparisonOutcome, compareSettings, type SettingId } from '@maskmirror/evaluation'
import type { CurveSeries, FigureSpec } from '@maskmirror/plots'
import { describe, expect, test } from 'vitest'
import { figureData } from './figure-rows.ts'
import { resampledIntervalsOf } from './pair-view.ts'
import { shortAnswers } from './short-answer.ts'

/** 100 genuine pairs of which some fall below the impostors, and 200 impostor pairs. */
function tableOf(settings: readonly (readonly [SettingId, number])[], failed = 0) {
  return compareSettings({
    settings: settings.map(([setting, low]) => ({
      setting,
      comparisons: Array.from({ length: 300 }, (_, pairIndex) => {
        const genuine = pairIndex < 100
        const score = genuine ? (pairIndex < low ? 0.1 : 0.9) : 0.2 + (pairIndex - 100) / 1000
        const outcome: ComparisonOutcome =
          setting !== 'umr-ump' && pairIndex >= 100 - failed && genuine
            ? { ok: false, side: 'probe', reason: 'no-face' }
            : { ok: true, score }
        return { pairIndex, genuine, outcome }
      }),
    })),
  })
}

describe('resampledIntervalsOf', () => {
  const intervals = { eer: { low: 0.1, high: 0.2 }, auc: null, fnmrAtFmr100: null, fnmrAtFmr1000: null }
  const settings = [
    ['umr-ump', 1],
    ['umr-mp', 20],
  ] as const

  test('they serve every view over the same comparisons', () => {
    const row = { ...tableOf(settings).settings[1]!, intervals }
    for (const view of ['scored', 'with-failures', 'common'] as const) {
      expect(resampledIntervalsOf(row, view)).toBe(intervals)
    }
  })

  test('and no view over others', () => {
    const [bare, masked] = tableOf(settings, 10).settings.map((row) => ({ ...row, intervals }))
    expect(resampledIntervalsOf(masked!, 'scored')).toBe(intervals)
    expect(resampledIntervalsOf(masked!, 'with-failures')).toBeNull()
    expect(resampledIntervalsOf(bare!, 'common')).toBeNull()
  })
})

describe('shortAnswers', () => {
  test('what masks do, then what each treatment changes', () => {
    const table = tableOf([
      ['umr-ump', 1],
      ['umr-mp', 20],
      ['mirror:flat', 10],
    ])
    const [masks, mirror, ...others] = shortAnswers(table, 'scored')
    expect(others).toEqual([])
    expect([masks?.question, masks?.from.label, masks?.to.label]).toEqual(['masks', 'UMR-UMP', 'UMR-MP'])
    expect(masks?.changes[1]).toEqual({ measure: 'frozen-fnmr', from: 0.01, to: 0.2 })
    expect([mirror?.question, mirror?.from.label, mirror?.to.label]).toEqual(['treatment', 'UMR-MP', 'Mirror (flat)'])
    expect(mirror?.changes[1]).toEqual({ measure: 'frozen-fnmr', from: 0.2, to: 0.1 })
  })

  test('the view decides whether failures count', () => {
    const table = tableOf(
      [
        ['umr-ump', 1],
        ['umr-mp', 20],
      ],
      10,
    )
    const fnmr = (view: 'scored' | 'with-failures') => shortAnswers(table, view)[0]?.changes[1]?.to
    expect(fnmr('scored')).toBeCloseTo(20 / 90, 12)
    expect(fnmr('with-failures')).toBeCloseTo(30 / 100, 12)
  })

  test('without frozen thresholds the change is unknown, not zero', () => {
    const table = tableOf([
      ['umr-mp', 20],
      ['mirror:flat', 10],
    ])
    expect(shortAnswers(table, 'scored')[0]?.changes[1]).toEqual({ measure: 'frozen-fnmr', from: null, to: null })
  })

  test('nothing to compare gives no answer', () => {
    expect(shortAnswers(tableOf([['umr-ump', 1]]), 'scored')).toEqual([])
  })
})

describe('figureData', () => {
  const texts = { title: 'T', description: 'D', caption: 'C' }
  const range = { low: 0.001, high: 1 }
  const series: CurveSeries = {
    setting: 'umr-mp',
    label: 'UMR-MP',
    genuineCount: 10,
    impostorCount: 10,
    segments: [{ support: 'solid', points: Array.from({ length: 41 }, (_, i) => ({ fmr: i / 40, fnmr: 1 - i / 40 })) }],
    zeros: [],
    style: 'umr-mp',
    frozen: [{ name: 'T100', threshold: 0.5, fmr: 0.01, fnmr: 0.3 }],
    band: [],
  }

  test('a curve is thinned with its ends kept, and says so', () => {
    const spec: FigureSpec = { kind: 'det', ...texts, fmr: range, fnmr: range, series: [series] }
    const { headers, rows, note } = figureData(spec)
    expect(headers.at(-1)).toBe('FNMR (%)')
    expect(rows).toHaveLength(21)
    expect(rows[0]?.cells).toEqual(['UMR-MP', 'T100 (0.500)', '1.00', '30.00'])
    expect([rows[1]?.cells[2], rows.at(-1)?.cells[2]]).toEqual(['0.00', '100.00'])
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length)
    expect(note).toMatch(/At most 20 points of each line/)
  })

  test('a ROC tells the true accept rate', () => {
    const spec: FigureSpec = { kind: 'roc', ...texts, fmr: range, tar: range, series: [series] }
    expect(figureData(spec).rows[0]?.cells[3]).toBe('70.00')
  })

  test('a distribution has a row for each bin', () => {
    const spec: FigureSpec = {
      kind: 'score-distribution',
      ...texts,
      facets: [
        {
          setting: 'umr-mp',
          label: 'UMR-MP',
          genuineCount: 4,
          impostorCount: 2,
          edges: [0, 0.5, 1],
          genuine: [0.25, 0.75],
          impostor: [1, 0],
        },
      ],
      thresholds: [],
    }
    expect(figureData(spec).rows.map(({ cells }) => cells)).toEqual([
      ['UMR-MP', '0.000', '0.500', '25.00', '100.00'],
      ['UMR-MP', '0.500', '1.000', '75.00', '0.00'],
    ])
  })
})
