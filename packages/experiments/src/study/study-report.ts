import { type Report, type SettingId, sectionMarkdown, settingLabel } from '@maskmirror/evaluation'
import type { StudyEvaluation, StudyResult, StudyRow } from './study-result.ts'

/** The measures whose differences people are shown; the others are in the data. */
const shown = [
  { measure: 'eer', name: 'EER' },
  { measure: 'fnmr-at-fmr100', name: 'FNMR at FMR 1 %' },
] as const

/** A study for people: for each set the systems in all settings, then what each changed against the first. */
export function studyReport({ systems, evaluations, provenance }: StudyResult): Report {
  const [first] = systems
  return {
    sections: evaluations.flatMap((evaluation) => [
      ...settingsOf(evaluation).map((setting) => rateSection(evaluation, setting)),
      ...(evaluation.differences.length === 0 ? [] : [differenceSection(evaluation, first!.name)]),
    ]),
    notes: [
      'Rates in per cent. In brackets: 95 % interval by resampling people. Frozen: at the threshold of FMR 1 % that the system has on UMR-UMP of the same set.',
      `Differences: the system less ${first?.name}, on the pairs that both scored, in percentage points; negative is fewer errors. Intervals and p: double-or-nothing bootstrap over people; Holm's correction over systems and settings of a measure in one set.`,
      ...systems.flatMap(({ name, learned }) =>
        learned === null
          ? []
          : [
              `${name}: ${learned.steps} steps${learned.best === null ? '' : `, the best is step ${learned.best.step} with FNMR ${percent(learned.best.fnmr)} on development people`}${learned.before === null ? '' : ` (before: ${percent(learned.before)})`}.`,
            ],
      ),
      ...(provenance === null
        ? []
        : [`MaskMirror ${provenance.commit ?? provenance.version}, ${provenance.cpu}, ${provenance.cores} cores.`]),
    ],
  }
}

/** The report with what it says as data: `study.json`, `study.md`. */
export function studyFiles(study: StudyResult): [name: string, content: string][] {
  const { sections, notes } = studyReport(study)
  const body = [...sections.map(sectionMarkdown), notes.map((note) => `- ${note}`).join('\n')].join('\n\n')
  return [
    ['study.json', `${JSON.stringify(study, null, 2)}\n`],
    ['study.md', `## ${study.name}\n\n${body}\n`],
  ]
}

function settingsOf({ rows }: StudyEvaluation): SettingId[] {
  return [...new Set(rows.map(({ setting }) => setting))]
}

function rateSection({ name, counts, rows }: StudyEvaluation, setting: SettingId) {
  return {
    title: `${name}, ${settingLabel(setting)}: ${counts.people} people, ${counts.genuine} genuine and ${counts.impostor} impostor pairs`,
    columns: [
      'System',
      'EER',
      'FNMR at FMR 1 %',
      'at FMR 0.1 %',
      'Frozen FNMR',
      'Frozen FMR',
      'Mean genuine',
      'Mean impostor',
    ],
    rows: rows.filter((row) => row.setting === setting).map(cells),
  }
}

function cells(row: StudyRow): string[] {
  const { eerInterval: interval, frozenFmr100: frozen } = row
  return [
    row.system,
    `${percent(row.eer)}${interval === null ? '' : ` (${percent(interval.low)}..${percent(interval.high)})`}`,
    percent(row.fnmrAtFmr100),
    percent(row.fnmrAtFmr1000),
    percent(frozen?.fnmr ?? null),
    percent(frozen?.fmr ?? null),
    row.meanGenuine?.toFixed(3) ?? '–',
    row.meanImpostor?.toFixed(3) ?? '–',
  ]
}

function differenceSection({ name, differences }: StudyEvaluation, first: string) {
  return {
    title: `${name}: differences from ${first}`,
    columns: ['System', 'Setting', 'Measure', 'Difference', '95 % interval', 'p', 'p (Holm)'],
    rows: differences.flatMap((one) => {
      const measure = shown.find((other) => other.measure === one.measure)
      if (measure === undefined) return []
      return [
        [
          one.system,
          settingLabel(one.setting),
          measure.name,
          points(one.difference),
          `${points(one.low)}..${points(one.high)}`,
          probability(one.pValue),
          probability(one.pHolm),
        ],
      ]
    }),
  }
}

function percent(rate: number | null): string {
  return rate === null ? '–' : (rate * 100).toFixed(2)
}

function points(difference: number): string {
  return `${difference < 0 ? '−' : '+'}${Math.abs(difference * 100).toFixed(2)}`
}

function probability(p: number): string {
  return p < 0.001 ? '< 0.001' : p.toFixed(3)
}
