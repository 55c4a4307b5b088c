import { fixed, intervalText, missing, percent, percentOrMissing } from '#report/cell-text.ts'
import type { Report } from '#report/report.ts'
import { settingLabel } from '#settings.ts'
import type { NormalisedArm } from './normalise-arms.ts'
import type { NormalisedSetting } from './normalised-setting.ts'

const methodNames: Readonly<Record<NormalisedArm['method'], string>> = {
  none: 'not normalised',
  z: 'Z',
  t: 'T',
  zt: 'ZT',
  s: 'S',
  'adaptive-s': 'adaptive S',
}

const columns = [
  'Setting',
  'Cohort',
  'Method',
  'EER (%)',
  'FNMR (%) at FMR 1 %',
  '95 % interval',
  'FNMR (%) at FMR 0.1 %',
  "d'",
  'ROC AUC',
]

/** Score normalisation for people: every method and cohort on the test people. */
export function normalisationReport(settings: readonly NormalisedSetting[]): Report {
  const rows = settings.flatMap(({ setting, cohort, outcome }) =>
    outcome.ok
      ? outcome.value
          // without normalisation the cohort makes no difference
          .filter(({ method }) => method !== 'none' || cohort === 'unmasked')
          .map((arm) => [settingLabel(setting), arm.method === 'none' ? missing : cohort, ...armCells(arm)])
      : [],
  )
  return {
    sections:
      rows.length === 0
        ? []
        : [{ title: 'Scores normalised with a cohort of development people, on test people', columns, rows }],
    notes: [
      'Thresholds are each row’s own. Cohort unmasked: development people without masks. Masked-alike: masked as the side of the comparison that they stand for.',
      ...settings.flatMap(({ setting, cohort, outcome }) =>
        outcome.ok ? [] : [`${settingLabel(setting)} was not normalised with the ${cohort} cohort: ${outcome.detail}.`],
      ),
    ],
  }
}

function armCells({ method, measures }: NormalisedArm): string[] {
  const { rates } = measures
  const fmr100 = rates?.fmr100.supported ? rates.fmr100 : null
  const fmr1000 = rates?.fmr1000.supported ? rates.fmr1000 : null
  const eer = rates?.equalErrorRate?.eer
  return [
    methodNames[method],
    eer === undefined ? missing : percent(eer),
    percentOrMissing(fmr100?.fnmr),
    intervalText(fmr100?.fnmrInterval),
    percentOrMissing(fmr1000?.fnmr),
    fixed(measures.dPrime, 3),
    fixed(measures.auc, 5),
  ]
}
