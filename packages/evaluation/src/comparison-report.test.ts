import { describe, expect, test } from 'vitest'
import { compareSettings } from './compare-settings.ts'
import type { Comparison } from './comparison.ts'
import { comparisonTableCsv } from './comparison-table-csv.ts'
import { comparisonTableMarkdown } from './comparison-table-markdown.ts'
import { comparisonTableText } from './comparison-table-text.ts'

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
    expect(row.split(/ {2,}/)).toEqual([
      'UMR-UMP',
      '4',
      '120',
      '25.00',
      '25.00',
      'n/s (>=25.00)',
      '0.83',
      '25.00',
      '-',
      '-',
    ])
    const header = lines.slice(1, 3).join(' ').replaceAll(/ +/g, ' ')
    expect(header).toContain('EER (%)')
    expect(header).toContain('FNMR (%)')
    expect(header).toContain('at FMR 0.1 %')
    const right = lines.filter((line) => /^(UMR-UMP|Mirror \(flat\)) .*-$/.test(line)).map((line) => line.length)
    expect(new Set(right.slice(0, 2)).size).toBe(1)
  })

  test('a section for each view and notes for each sign', () => {
    expect(text).toContain('Error rates of scored comparisons (failures left out)')
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
  expect(blocks).toHaveLength(5)
  for (const block of blocks) {
    const widths = block.split('\n').map((line) => line.replaceAll('\\|', '').split('|').length)
    expect(new Set(widths).size).toBe(1)
  }
  expect(markdown).toContain('no\\|face')
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
