import { expect, test } from 'vitest'
import { reportText } from '../comparison-table-text.ts'
import { createGallerySearch } from './gallery-search.ts'
import { identification } from './identification.ts'
import { identificationReport } from './identification-report.ts'

const gallery = createGallerySearch(['anna', 'ben', 'carl'])

test('ranks, open set at targets and at frozen thresholds, and what is not supported', () => {
  const searches = [
    gallery.search('anna', [0.9, 0.1, 0.2]),
    gallery.search('anna', [0.3, 0.4, 0.2]),
    gallery.search('ben', null),
    gallery.search('dora', [0.2, 0.5, 0.1]),
    gallery.search('emil', [0.3, 0.1, 0.1]),
  ]
  const found = identification(gallery, searches, { targetFpirs: [0.5, 0.1], thresholds: [0.45] })
  const report = identificationReport({
    settings: [{ setting: 'umr-mp', ...found }],
    frozen: [{ targetFpir: 0.5, threshold: 0.45 }],
  })
  const [section] = report.sections
  const cells = Object.fromEntries(section!.columns.map((column, i) => [column, section!.rows[0]![i]]))
  expect(cells).toEqual({
    Setting: 'UMR-MP',
    Gallery: '3',
    Mated: '3',
    'Not mated': '2',
    'Rank 1 (%)': '50.00',
    '95 % interval': expect.stringMatching(/^\d+\.\d\d\.\.\d+\.\d\d$/),
    'Rank 5 (%)': '100.00',
    'Rank 10 (%)': '100.00',
    Failed: '1',
    'Rank 1 (%) with failures': '33.33',
    'DIR (%) at FPIR 50 %': '50.00',
    'DIR (%) at FPIR 10 %': 'n/s (<=50.00)',
    'FPIR (%) at P50': '50.00',
    'DIR (%) at P50': '50.00',
  })
  expect(report.notes.some((note) => note.startsWith('n/s'))).toBe(true)
  expect(reportText(report)).toContain('P50 = 0.4500')
})

test('how several references and scores were taken', () => {
  const several = createGallerySearch(['anna', 'anna', 'ben'], { rule: 'mean', scores: 'per-probe' })
  const found = identification(several, [several.search('anna', [0.9, 0.7, 0.2])])
  const { notes } = identificationReport({ settings: [{ setting: 'system:own', ...found }], frozen: [] })
  expect(notes.slice(1)).toEqual([
    'Several references of a person: the mean score counts.',
    'Scores are normalised for each probe: standard deviations above the mean of its candidates.',
  ])
})

test('a setting without probes of one kind has no figures for it', () => {
  const found = identification(gallery, [gallery.search('dora', [0.2, 0.5, 0.1])])
  const { sections, notes } = identificationReport({ settings: [{ setting: 'umr-ump', ...found }], frozen: [] })
  expect(sections[0]!.columns).toHaveLength(8)
  expect(sections[0]!.rows[0]!.slice(4)).toEqual(['-', '-', '-', '-'])
  expect(notes).toHaveLength(1)
})
