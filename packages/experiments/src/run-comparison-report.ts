import {
  differenceSection,
  differencesCsv,
  type Report,
  type SettingDifference,
  type SettingId,
  sectionLatex,
  sectionMarkdown,
  settingLabel,
} from '@maskmirror/evaluation'
import { settingDifferencesFigure } from '@maskmirror/plots'
import type { RunComparison } from './compare-runs.ts'
import { figureFilePng, figureFileSvg } from './report/figure-file.ts'

/** What the second run changed, for people. */
export function runComparisonReport(comparison: RunComparison): Report {
  const { a, b, pairs, people, resamples } = comparison
  const section = differenceSection({ differences: namedDifferences(comparison) })
  return {
    sections: section === null ? [] : [section],
    notes: [
      `A is ${a}, B is ${b}: ${pairs} pairs of ${people} people in both. Frozen thresholds are each run's own.`,
      section === null
        ? 'No difference has an interval: there are too few errors, or the runs score alike.'
        : `Intervals and p: double-or-nothing bootstrap over people, ${resamples} resamples; Holm's correction over the settings of a measure.`,
    ],
  }
}

/** The same as files: JSON and Markdown; where there are differences also CSV, LaTeX, and the figure as SVG and PNG. */
export async function runComparisonFiles(
  comparison: RunComparison,
): Promise<[name: string, content: string | Uint8Array][]> {
  const { sections, notes } = runComparisonReport(comparison)
  const differences = namedDifferences(comparison)
  const files: [name: string, content: string | Uint8Array][] = [
    ['comparison.json', `${JSON.stringify(comparison, null, 2)}\n`],
    [
      'differences.md',
      `${[...sections.map(sectionMarkdown), notes.map((note) => `- ${note}`).join('\n')].join('\n\n')}\n`,
    ],
  ]
  if (differences.length === 0) return files
  files.push(['differences.csv', differencesCsv(differences)])
  files.push(['differences.tex', `${sections.map(sectionLatex).join('\n\n')}\n`])
  const figure = settingDifferencesFigure(differences)
  if (figure !== null) {
    files.push(['differences.svg', figureFileSvg(figure)], ['differences.png', await figureFilePng(figure)])
  }
  return files
}

/** Each setting under a name for each run, as a table of settings has it. */
function namedDifferences({ differences }: RunComparison): SettingDifference[] {
  const named = (run: 'A' | 'B', setting: SettingId): SettingId => `system:${run} ${settingLabel(setting)}`
  return differences.map(({ setting, ...figures }) => ({ ...figures, a: named('B', setting), b: named('A', setting) }))
}
