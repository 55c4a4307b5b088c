import type { ComparisonTable } from '@maskmirror/evaluation'
import { downsampleCurve, settingLabel } from '@maskmirror/evaluation'
import { drawnPoints, type SettingCurve } from './curve-series.ts'
import { requireCurves } from './curve-texts.ts'
import type { RateRange, ThresholdRule } from './figure-spec.ts'
import type { FigureTexts } from './figure-texts.ts'
import { decadeRange } from './rate-range.ts'
import { type SupportedSegment, supportedSegments } from './support.ts'
import { frozenRules, rulesText } from './threshold-rules.ts'

/** One error rate at one threshold. */
export interface ThresholdPoint {
  readonly threshold: number
  readonly rate: number
}

/** The error rates of one setting by threshold. */
export interface ThresholdRatesSeries {
  readonly label: string
  /** Names the colour and symbol, see `settingStyles`. */
  readonly style: string
  readonly genuineCount: number
  readonly impostorCount: number
  /** What the data support; may be empty. */
  readonly fmr: readonly SupportedSegment<ThresholdPoint>[]
  readonly fnmr: readonly SupportedSegment<ThresholdPoint>[]
}

/** FMR above FNMR by threshold, rates on a logarithmic axis. */
export interface ThresholdRatesFigure extends FigureTexts {
  readonly kind: 'threshold-rates'
  readonly rate: RateRange
  readonly series: readonly ThresholdRatesSeries[]
  readonly thresholds: readonly ThresholdRule[]
}

/**
 * FMR and FNMR of several settings at every threshold: what moving the threshold costs on either side.
 *
 * @param input.curves at least one; drawn and listed in this order
 * @param input.table draws the frozen thresholds of this table; default: none
 * @throws PlotsError `figure-empty` when there is no curve
 */
export function thresholdRatesFigure(input: {
  curves: readonly SettingCurve[]
  table?: ComparisonTable
  title?: string
}): ThresholdRatesFigure {
  const { curves, table, title = 'Error rates by threshold' } = input
  requireCurves(curves)
  const series = curves.map(seriesOf)
  const thresholds = table === undefined ? [] : frozenRules(table)
  const rates = series.flatMap(({ fmr, fnmr }) =>
    [...fmr, ...fnmr].flatMap(({ points }) => points.map((at) => at.rate)),
  )
  return {
    kind: 'threshold-rates',
    title,
    description: `False match rate and false non-match rate by threshold. ${series
      .map(
        ({ label, genuineCount, impostorCount }) =>
          `${label}: ${genuineCount} genuine and ${impostorCount} impostor comparisons`,
      )
      .join('. ')}.`,
    caption: [
      'Solid where at least 30 errors support the rate, dashed from 3, not drawn below.',
      ...rulesText(thresholds),
      'A comparison is accepted when its score is at or above the threshold.',
    ].join(' '),
    rate: decadeRange(rates),
    series,
    thresholds,
  }
}

function seriesOf({
  setting,
  curve,
  label = settingLabel(setting),
  style = setting,
}: SettingCurve): ThresholdRatesSeries {
  const { thresholds, fmr, fnmr } = downsampleCurve(curve, drawnPoints)
  const { genuineCount, impostorCount } = curve
  const line = (rates: readonly number[], count: number) =>
    supportedSegments(
      rates.map((rate, i): ThresholdPoint => ({ threshold: thresholds[i]!, rate })),
      ({ rate }) => rate * count,
    )
  return {
    label,
    style,
    genuineCount,
    impostorCount,
    fmr: line(fmr, impostorCount),
    fnmr: line(fnmr, genuineCount),
  }
}
