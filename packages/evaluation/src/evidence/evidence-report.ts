import type { CalibrationCost } from '#calibration/calibration.ts'
import type { ArmMeasures, Fusion } from '#fusion/fusion.ts'
import { fixed, intervalText, missing, percent, percentOrMissing } from '#report/cell-text.ts'
import type { Report, ReportSection } from '#report/report.ts'
import { type SettingId, SettingIdSchema, settingLabel } from '#settings.ts'
import type { Evidence } from './evidence.ts'

/** Calibration and fusion for people: what each costs on people whom nothing was fitted to. */
export function evidenceReport({ calibration, fusion }: Evidence): Report {
  const sections: ReportSection[] = [
    {
      title: 'Scores as evidence, calibrated on one half of the people and measured on the other (bits)',
      columns: ['Setting', 'Cllr', 'min Cllr', 'Lost by calibration', 'Scale', 'Offset'],
      rows: calibration.map(({ setting, outcome }) => [
        settingLabel(setting),
        ...(outcome.ok ? costCells(outcome.value) : [missing, missing, missing, missing, missing]),
      ]),
    },
  ]
  if (fusion?.ok) {
    sections.push(
      fusionSection(
        fusion.value,
        'The same probe against both references: each alone and fused, on people whom nothing was fitted to',
      ),
    )
  }
  const failures = [
    ...calibration.flatMap(({ setting, outcome }) => (outcome.ok ? [] : [notCalibrated(setting, outcome.detail)])),
    ...(fusion === null || fusion.ok ? [] : [notFused(fusion.detail)]),
  ]
  return {
    sections,
    notes: [
      'Cllr: 0 for perfect log-likelihood ratios, 1 for ratios that say nothing. min Cllr: the part that no calibration could avoid, tied scores pooled.',
      ...(fusion?.ok ? fusionNotes(fusion.value) : []),
      ...failures,
    ],
  }
}

export function notCalibrated(setting: SettingId, detail: string): string {
  return `${settingLabel(setting)} was not calibrated: ${detail}.`
}

export function notFused(detail: string): string {
  return `Nothing was fused: ${detail}.`
}

export function costCells({ cllr, minCllr, calibration }: CalibrationCost): string[] {
  return [
    fixed(cllr, 4),
    fixed(minCllr, 4),
    fixed(cllr - minCllr, 4),
    fixed(calibration.scale, 2),
    fixed(calibration.offset, 2),
  ]
}

/** Each arm alone, then both fusions. */
export function fusionSection({ systems, sum, logistic }: Fusion, title: string): ReportSection {
  const row = (name: string, { eer, auc, fmr100, fmr1000, cost }: ArmMeasures) => [
    name,
    percent(eer),
    percentOrMissing(fmr100?.fmr),
    percentOrMissing(fmr100?.fnmr),
    intervalText(fmr100?.fnmrInterval),
    percentOrMissing(fmr1000?.fmr),
    percentOrMissing(fmr1000?.fnmr),
    fixed(auc, 5),
    fixed(cost.cllr, 4),
    fixed(cost.minCllr, 4),
  ]
  return {
    title,
    columns: [
      'Arm',
      'EER (%)',
      'FMR (%) at fitted 1 %',
      'FNMR (%) at fitted 1 %',
      '95 % interval',
      'FMR (%) at fitted 0.1 %',
      'FNMR (%) at fitted 0.1 %',
      'ROC AUC',
      'Cllr',
      'min Cllr',
    ],
    rows: [
      ...systems.map(({ system, measures }) => row(systemLabel(system), measures)),
      row('Sum rule', sum.measures),
      row('Logistic fusion', logistic.measures),
    ],
  }
}

export function fusionNotes({ logistic, development, test, dropped }: Fusion): string[] {
  const weights = logistic.weights.map(({ system, weight }) => `${systemLabel(system)} ${weight.toFixed(2)}`)
  return [
    `Weights of the logistic fusion: ${weights.join(', ')}, offset ${logistic.offset.toFixed(2)}; fitted to ${development.genuine} genuine and ${development.impostor} impostor pairs, measured on ${test.genuine} and ${test.impostor}. Left out: ${dropped.acrossHalves} pairs with one person in each half, ${dropped.notScored} that not every arm scored.`,
  ]
}

function systemLabel(system: string): string {
  const setting = SettingIdSchema.safeParse(system)
  return setting.success ? settingLabel(setting.data) : system
}
