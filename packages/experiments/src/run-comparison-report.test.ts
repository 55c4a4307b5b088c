import { expect, test } from 'vitest'
import type { RunComparison } from './compare-runs.ts'
import { runComparisonFiles, runComparisonReport } from './run-comparison-report.ts'

const comparison: RunComparison = {
  a: 'run-one',
  b: 'run-two',
  settings: ['umr-ump', 'umr-mp'],
  pairs: 1000,
  people: 40,
  resamples: 1000,
  differences: [
    { setting: 'umr-mp', measure: 'eer', difference: -0.02, low: -0.03, high: -0.01, pValue: 0.001, pHolm: 0.002 },
    {
      setting: 'umr-mp',
      measure: 'fnmr-at-frozen-fmr100',
      difference: 0.01,
      low: -0.01,
      high: 0.03,
      pValue: 0.3,
      pHolm: 0.6,
    },
  ],
}

test('what the second run changed, by setting, with the runs named below', () => {
  const { sections, notes } = runComparisonReport(comparison)
  expect(sections[0]!.rows.map((row) => row.slice(0, 3))).toEqual([
    ['B UMR-MP - A UMR-MP', 'EER', '-2.00'],
    ['B UMR-MP - A UMR-MP', 'FNMR at T100', '+1.00'],
  ])
  expect(notes[0]).toBe(
    "A is run-one, B is run-two: 1000 pairs of 40 people in both. Frozen thresholds are each run's own.",
  )
})

test('files of every kind; without differences what is left', async () => {
  const files = new Map(await runComparisonFiles(comparison))
  expect([...files.keys()]).toEqual([
    'comparison.json',
    'differences.md',
    'differences.csv',
    'differences.tex',
    'differences.svg',
    'differences.png',
  ])
  expect(JSON.parse(String(files.get('comparison.json')))).toEqual(comparison)
  expect(files.get('differences.tex')).toContain('\\toprule')
  const none = await runComparisonFiles({ ...comparison, differences: [] })
  expect(none.map(([name]) => name)).toEqual(['comparison.json', 'differences.md'])
  expect(String(none[1]![1])).toContain('No difference has an interval')
})
