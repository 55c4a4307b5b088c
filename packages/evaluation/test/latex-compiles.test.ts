import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  compareSettings,
  comparisonReport,
  comparisonTableLatex,
  notesLatex,
  type SettingComparisons,
  sectionLatex,
} from '../src/index.ts'

const hasLatex = spawnSync('pdflatex', ['--version']).status === 0

const ofScores = (setting: SettingComparisons['setting'], shift: number): SettingComparisons => ({
  setting,
  comparisons: Array.from({ length: 240 }, (_, pairIndex) => ({
    pairIndex,
    genuine: pairIndex < 40,
    outcome:
      pairIndex % 50 === 7
        ? { ok: false, side: 'probe', reason: 'no-face' }
        : { ok: true, score: (pairIndex < 40 ? 0.5 - shift : 0) + Math.sin(7 * pairIndex) / 4 },
  })),
})

test.skipIf(!hasLatex)(
  `pdflatex makes pages of the tables, none wider than the text${hasLatex ? '' : ' (skipped: pdflatex is absent)'}`,
  { timeout: 120_000 },
  async () => {
    const people = Array.from({ length: 240 }, (_, i) => ({
      reference: `p${i % 37}`,
      probe: `p${i < 40 ? i % 37 : (i % 37) + 1 + (i % 5)}`,
    }))
    const table = compareSettings({
      settings: [
        ofScores('umr-ump', 0),
        ofScores('umr-mp', 0.2),
        ofScores('system:José_net 50% & {co}\\^~#$<>|"→’', 0.1),
      ],
      people,
      warnings: [
        {
          setting: null,
          code: 'pair-duplicate',
          severity: 'warning',
          message: 'Expected each pair once − ≥ 3 %',
          details: {},
        },
      ],
    })
    const { sections, notes } = comparisonReport(table)
    const folder = await mkdtemp(join(tmpdir(), 'maskmirror-latex-'))
    try {
      const text = [
        '\\documentclass{article}',
        '\\usepackage[T1]{fontenc}',
        '\\usepackage{booktabs,graphicx}',
        '\\begin{document}',
        comparisonTableLatex(table),
        sectionLatex(sections[0]!),
        notesLatex(notes),
        '\\end{document}',
        '',
      ]
      await writeFile(join(folder, 'table.tex'), text.join('\n'))
      execFileSync('pdflatex', ['-interaction=nonstopmode', '-halt-on-error', 'table.tex'], {
        cwd: folder,
        stdio: 'ignore',
      })
      const log = await readFile(join(folder, 'table.log'), 'latin1')
      expect(/Output written on table\.pdf \((\d+) pages?/.exec(log)?.[1]).toMatch(/^[2-9]$/)
      expect(log.match(/Overfull \\hbox \((\d+)/g) ?? []).toEqual([])
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
)
