import { costCells, fusionNotes, fusionSection, notCalibrated, notFused } from '#evidence/evidence-report.ts'
import { fixed, missing } from '../report/cell-text.ts'
import type { Report } from '../report/report.ts'
import { settingLabel } from '../settings.ts'
import type { SetEvidence } from './evidence-of-sets.ts'

/** Calibration and fusion of sets, for people. */
export function evidenceOfSetsReport({ fittedOn, calibration, fusion }: SetEvidence): Report {
  const where =
    fittedOn === 'half-of-people'
      ? 'calibrated on one half of the people and measured on the other'
      : 'calibrated on the development files and measured on all pairs'
  return {
    sections: [
      {
        title: `Scores as evidence, ${where} (bits)`,
        columns: ['Setting', 'Cllr', 'min Cllr', 'Lost by calibration', 'Scale', 'Offset', 'min Cllr of all pairs'],
        rows: calibration.map(({ setting, minCllr, outcome }) => [
          settingLabel(setting),
          ...(outcome.ok ? costCells(outcome.value) : [missing, missing, missing, missing, missing]),
          fixed(minCllr, 4),
        ]),
      },
      ...(fusion?.ok
        ? [fusionSection(fusion.value, 'Each alone and fused, on people whom nothing was fitted to')]
        : []),
    ],
    notes: [
      'Cllr: 0 for perfect log-likelihood ratios, 1 for ratios that say nothing; ratio = scale times score plus offset, natural logarithm. min Cllr: the part that no calibration could avoid.',
      ...(fusion?.ok ? fusionNotes(fusion.value) : []),
      ...calibration.flatMap(({ setting, outcome }) => (outcome.ok ? [] : [notCalibrated(setting, outcome.detail)])),
      ...(fusion === null || fusion.ok ? [] : [notFused(fusion.detail)]),
    ],
  }
}
