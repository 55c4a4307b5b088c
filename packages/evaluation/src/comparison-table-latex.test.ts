import { expect, test } from 'vitest'
import { compareSettings } from './compare-settings.ts'
import { comparisonTableLatex, latexText } from './comparison-table-latex.ts'

const table = compareSettings({
  settings: [
    {
      setting: 'system:my_net 50% & {co}\\^~#$',
      comparisons: [0.9, 0.8, 0.1, 0.2].map((score, pairIndex) => ({
        pairIndex,
        genuine: pairIndex < 2,
        outcome: { ok: true, score },
      })),
    },
  ],
})

test('one table a section with rules of booktabs, columns counted, names escaped', () => {
  const text = comparisonTableLatex(table)
  const tables = text.match(/\\begin\{table\}[\s\S]*?\\end\{table\}/g)!
  expect(tables.length).toBeGreaterThanOrEqual(2)
  for (const one of tables) {
    const columns = /\\begin\{tabular\}\{(l?r*)\}/.exec(one)![1]!.length
    const lines = one.split('\n').filter((line) => line.endsWith('\\\\'))
    for (const line of lines) expect(line.split(/(?<!\\)&/)).toHaveLength(columns)
    expect([...one.matchAll(/\\(toprule|midrule|bottomrule)/g)].map(([, rule]) => rule)).toEqual([
      'toprule',
      'midrule',
      'bottomrule',
    ])
  }
  expect(text).toContain('my\\_net 50\\% \\& \\{co\\}\\textbackslash{}\\textasciicircum{}\\textasciitilde{}\\#\\$')
  expect(text).toContain('EER (\\%)')
})

test('every printable sign of ASCII comes out as text', () => {
  const all = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join('')
  const text = latexText(all)
  expect(text.replaceAll(/\\(?:[{}$&#_%]|text[a-z]+\{\})/g, '')).not.toMatch(/[\\{}$&#_%~^<>"]/)
})
