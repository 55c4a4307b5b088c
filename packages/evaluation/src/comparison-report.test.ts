import { describe, expect, test } from 'vitest'
import { compareSettings } from './compare-settings.ts'
import type { Comparison } from './comparison.ts'
import { comparisonReport } from './comparison-report.ts'
import type { ComparisonTable, DifferenceMeasure } from './comparison-table.ts'
import { comparisonTableCsv } from './comparison-table-csv.ts'
import { comparisonTableMarkdown } from './comparison-table-markdown.ts'
import { comparisonTableText } from './comparison-table-text.ts'
import { differencesCsv } from './differences-csv.ts'
import type { SettingId } from './settings.ts'

const genuine = [0.9, 0.8, 0.7, 0.2]
const impostor = Array.from({ length: 120 }, (_, i) => i / 400)

function comparisons(failedPair: number | null): Comparison[] {
  return [...genuine, ...impostor].map((score, pairIndex) => ({
    pairIndex,
    genuine: pairIndex < genuine.length,
    outcome: pairIndex === failedPair ? { ok: false, side: 'probe', reason: 'no|face,"x"' } : { ok: true, score },
  }))
}

const table = compareSettings({
  warnings: [
    {
      setting: 'umr-ump',
      code: 'scores-rounded',
      severity: 'warning',
      message: 'Expected unrounded scores',
      details: {},
    },
  ],
  settings: [
    { setting: 'umr-ump', comparisons: comparisons(null) },
    { setting: 'mirror:flat', comparisons: comparisons(1) },
  ],
})

describe('comparisonTableText', () => {
  const text = comparisonTableText(table)
  const lines = text.split('\n')

  test('aligned columns with units, rates in percent, unsupported rates with their bound', () => {
    const row = lines.find((line) => line.startsWith('UMR-UMP'))!
    expect(row.split(/ {2,}/)).toEqual(['UMR-UMP', '4', '120', '25.00', '25.00', 'n/s (>=25.00)', '0.83', '25.00'])
    const header = lines.slice(3, 5).join(' ').replaceAll(/ +/g, ' ')
    expect(header).toContain('EER (%)')
    expect(header).toContain('FNMR (%)')
    expect(header).toContain('at FMR 0.1 %')
    const right = lines.filter((line) => /^(UMR-UMP|Mirror \(flat\)) .*\d$/.test(line)).map((line) => line.length)
    expect(new Set(right.slice(0, 2)).size).toBe(1)
  })

  test('a section for each view and notes for each sign', () => {
    expect(text).toContain('Error rates of scored comparisons (failures left out)')
    expect(text.startsWith('Warning, UMR-UMP: Expected unrounded scores.\n\n')).toBe(true)
    expect(text).toContain('Error rates with failures counted')
    expect(text).toContain('Error rates on the 123 of 124 pairs scored in every setting')
    expect(text).toContain('T100 = 0.2975')
    expect(text.replaceAll('\n', ' ')).toContain('T1000: none (UMR-UMP has too few impostor comparisons)')
    expect(text.replaceAll('\n', ' ')).toContain('has 120, which support FMR 0.83 % at best')
  })

  test('notes wrap at the width', () => {
    const notes = comparisonTableText(table, { width: 60 }).split('\n\n').at(-1)!
    for (const line of notes.split('\n')) expect(line.length).toBeLessThanOrEqual(60)
  })
})

test('comparisonTableMarkdown has rows as long as its header and escapes what ends a cell', () => {
  const markdown = comparisonTableMarkdown(table)
  const blocks = markdown.split('\n\n').filter((block) => block.startsWith('|'))
  expect(blocks).toHaveLength(8)
  for (const block of blocks) {
    const widths = block.split('\n').map((line) => line.replaceAll('\\|', '').split('|').length)
    expect(new Set(widths).size).toBe(1)
  }
  expect(markdown).toContain('no\\|face')
  expect(markdown.startsWith('> **Warning, UMR-UMP: Expected unrounded scores.**\n')).toBe(true)
})

describe('comparisonTableCsv', () => {
  const [header, ...rows] = comparisonTableCsv(table)
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','))
  const cell = (row: string[], name: string) => row[header!.indexOf(name)]

  test('three rows for each setting, all digits, empty where there is no number', () => {
    expect(rows.map((row) => `${row[0]} ${row[2]}`)).toEqual([
      'umr-ump scored',
      'umr-ump with-failures',
      'umr-ump common',
      'mirror:flat scored',
      'mirror:flat with-failures',
      'mirror:flat common',
    ])
    for (const row of rows) expect(row).toHaveLength(header!.length)
    expect(cell(rows[0]!, 'FMR at FMR 1 % (%)')).toBe(String((1 / 120) * 100))
    expect(cell(rows[0]!, 'supported at FMR 0.1 %')).toBe('false')
    expect(cell(rows[0]!, 'FNMR at FMR 0.1 % (%)')).toBe('')
    expect(cell(rows[0]!, 'FNMR lower bound for FMR 0.1 % (%)')).toBe('25')
    expect(cell(rows[4]!, 'genuine')).toBe('4')
    expect(cell(rows[3]!, 'genuine')).toBe('3')
  })
})

describe('differences', () => {
  const difference = (a: SettingId, b: SettingId, measure: DifferenceMeasure, value: number, pHolm: number) => ({
    measure,
    a,
    b,
    difference: value,
    low: value - 0.02,
    high: value + 0.02,
    pValue: pHolm / 2,
    pHolm,
  })
  const withDifferences: ComparisonTable = {
    ...table,
    bootstrap: { resamples: 1000, seed: '1', people: 40 },
    differences: [
      difference('umr-mp', 'umr-ump', 'eer', 0.1, 0.001),
      difference('mirror:flat', 'umr-ump', 'eer', 0.05, 0.001),
      difference('mirror:flat', 'umr-mp', 'eer', -0.05, 0.01),
      difference('mirror:flat', 'umr-mp', 'fnmr-at-frozen-fmr100', -0.0301, 0.06),
      difference('mirror:flat', 'umr-mp', 'fmr-at-frozen-fmr100', -0.001, 0.9),
    ],
  }

  test('a verdict for each question, and none where the corrected p value shows no difference', () => {
    expect(comparisonReport(withDifferences).verdicts).toEqual([
      'UMR-MP against UMR-UMP: EER higher by 10.00 points (+8.00..+12.00).',
      "Mirror (flat) against UMR-MP: EER lower by 5.00 points (-7.00..-3.00); FNMR at T100: no difference shown (-5.01..-1.01 points, p = 0.0600 after Holm's correction); FMR at T100: no difference shown (-2.10..+1.90 points).",
    ])
    expect(comparisonReport(table).verdicts).toEqual([])
  })

  test('none with an interval is said', () => {
    const silent = /No difference between settings has an interval/
    expect(comparisonTableText({ ...withDifferences, differences: [] })).toMatch(silent)
    expect(comparisonTableText(withDifferences)).not.toMatch(silent)
  })

  test('as CSV, in points', () => {
    const [header, first] = differencesCsv(withDifferences.differences).split('\r\n')
    expect(header).toBe('measure,first,second,difference (points),low (points),high (points),p,p (Holm)')
    expect(first).toMatch(/^eer,umr-mp,umr-ump,10,8,12\.0\d+2,0\.0005,0\.001$/)
  })

  test('a row for each, with both p values and how it was made', () => {
    const text = comparisonTableText(withDifferences)
    const row = text.split('\n').find((line) => line.startsWith('Mirror (flat) - UMR-MP') && line.includes('FNMR'))!
    expect(row.split(/ {2,}/)).toEqual([
      'Mirror (flat) - UMR-MP',
      'FNMR at T100',
      '-3.01',
      '-5.01..-1.01',
      '0.0300',
      '0.0600',
      'no',
    ])
  })
})

test('with people: held-out thresholds, shift, and how much too narrow binomial intervals are', () => {
  // every person has six genuine pairs that all fail or all succeed
  const people = [
    ...Array.from({ length: 120 }, (_, i) => ({ reference: `p${i % 20}`, probe: `p${i % 20}` })),
    ...Array.from({ length: 380 }, (_, i) => ({
      reference: `p${i % 20}`,
      probe: `p${(i + 1 + Math.floor(i / 20)) % 20}`,
    })),
  ]
  const scores = people.map((_, i) => (i < 120 ? (i % 20 < 4 ? 0.2 : 0.9) + i / 1e4 : (i % 97) / 200))
  const setting = (id: SettingId, change: number) => ({
    setting: id,
    comparisons: scores.map((score, pairIndex) => ({
      pairIndex,
      genuine: pairIndex < 120,
      outcome: { ok: true as const, score: score + (pairIndex < 120 ? -change : change / 2) },
    })),
  })
  const { sections, notes } = comparisonReport(
    compareSettings({ people, settings: [setting('umr-ump', 0), setting('umr-mp', 0.1)] }),
  )
  const titled = (word: string) => sections.find(({ title }) => title.includes(word))!
  expect(titled('of 10 people at thresholds of 10 others').rows.map((row) => row.length)).toEqual([5, 5])
  const [label, pairs, genuine, impostor] = titled('Shift').rows[0]!
  expect([label, pairs]).toEqual(['UMR-MP', '500'])
  expect([Number(genuine) < 0, impostor!.startsWith('+')]).toEqual([true, true])
  expect(notes.find((note) => note.startsWith('Binomial intervals'))).toMatch(
    /too narrow: FNMR at T100 of UMR-M?P?U?M?P? would be .* narrower by a factor of 2\.\d/,
  )
})
