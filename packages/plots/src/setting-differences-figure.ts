import type { DifferenceMeasure, SettingDifference } from '@maskmirror/evaluation'
import { settingLabel } from '@maskmirror/evaluation'
import { type ForestFigure, forestFigure } from './forest-figure.ts'

/** Measures for people; T100 and T1000 are the thresholds fixed on UMR-UMP at FMR 1 % and 0.1 %. */
export const differenceMeasureLabels: Readonly<Record<DifferenceMeasure, string>> = {
  eer: 'EER',
  'fnmr-at-fmr100': 'FNMR at FMR 1 %, own threshold',
  'fnmr-at-fmr1000': 'FNMR at FMR 0.1 %, own threshold',
  'fmr-at-frozen-fmr100': 'FMR at T100',
  'fnmr-at-frozen-fmr100': 'FNMR at T100',
  'fmr-at-frozen-fmr1000': 'FMR at T1000',
  'fnmr-at-frozen-fmr1000': 'FNMR at T1000',
}

/** What an operator asks first: what becomes of rejections and of security at the threshold in use. */
const operatorMeasures = ['fnmr-at-frozen-fmr100', 'fmr-at-frozen-fmr100'] as const

/**
 * Forest plot of the differences between settings of one run.
 *
 * @param options.measures which of them, in this order; default FNMR, then FMR, at the threshold frozen at FMR 1 %
 * @returns null when the differences hold none of the measures
 */
export function settingDifferencesFigure(
  differences: readonly SettingDifference[],
  { measures = operatorMeasures }: { measures?: readonly DifferenceMeasure[] } = {},
): ForestFigure | null {
  const rows = measures.flatMap((measure) =>
    differences
      .filter((difference) => difference.measure === measure)
      .map(({ a, b, difference, low, high, pHolm }) => ({
        group: differenceMeasureLabels[measure],
        label: `${settingLabel(b)} → ${settingLabel(a)}`,
        estimate: difference,
        low,
        high,
        adjustedP: pHolm,
      })),
  )
  return rows.length === 0 ? null : forestFigure({ rows, title: 'Paired differences between settings' })
}
