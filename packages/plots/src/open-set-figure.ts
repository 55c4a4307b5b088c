import { type OpenSet, type SettingId, settingLabel } from '@maskmirror/evaluation'
import { curveSeries } from './curve-series.ts'
import { drawnPart } from './drawn-part.ts'
import type { CurveSeries, RateRange } from './figure-spec.ts'
import type { FigureTexts } from './figure-texts.ts'
import { PlotsError } from './plots-error.ts'
import { decadeRange, tenthsRange } from './rate-range.ts'

/**
 * Open-set identification: detection and identification rate 1 − FNIR against FPIR on a logarithmic axis. In its series FPIR stands
 * as `fmr`, FNIR as `fnmr`, mated probes as genuine and probes without mate as impostor.
 */
export interface OpenSetFigure extends FigureTexts {
  readonly kind: 'open-set'
  readonly fpir: RateRange
  readonly dir: RateRange
  readonly series: readonly CurveSeries[]
}

/** Open-set identification of one setting. */
export interface SettingOpenSet {
  readonly setting: SettingId
  readonly openSet: OpenSet
}

/**
 * Open-set identification of several settings. A line is solid where at least 30 probes without mate are wrongly found, dashed from 3.
 *
 * @param input.settings at least one, all with the same rank; drawn and listed in this order
 * @throws PlotsError `figure-empty` when there is no setting
 */
export function openSetFigure(input: { settings: readonly SettingOpenSet[]; title?: string }): OpenSetFigure {
  const { settings, title = 'Open-set identification' } = input
  const [first] = settings
  if (first === undefined) {
    throw new PlotsError({
      code: 'figure-empty',
      message: 'Expected the open-set rates of at least one setting but received 0 settings',
    })
  }
  const whole = settings.map(({ setting, openSet: { matedCount, nonMatedCount, curve } }) =>
    curveSeries(
      {
        setting,
        curve: {
          genuineCount: matedCount,
          impostorCount: nonMatedCount,
          thresholds: curve.thresholds,
          fmr: curve.fpir,
          fnmr: curve.fnir,
        },
      },
      null,
      ({ fmr }) => fmr * nonMatedCount,
    ),
  )
  const points = whole.flatMap(({ segments, zeros }) => [...segments.flatMap((segment) => segment.points), ...zeros])
  const fpir = decadeRange(points.map(({ fmr }) => fmr))
  const dir = tenthsRange(points.map(({ fnmr }) => 1 - fnmr))
  const series = whole
    .map((one) => ({ ...one, zeros: one.zeros.filter(({ fmr }) => fmr === 0) })) // a rate of 1 is on the axis
    .map((one) => drawnPart(one, { fmr: fpir, fnmr: { low: 0, high: 1 - dir.low } }))
  const bare = series.filter(({ segments }) => segments.length === 0).map(({ label }) => label)
  const counts = settings.map(
    ({ setting, openSet: { matedCount, nonMatedCount } }) =>
      `${settingLabel(setting)}: ${matedCount} probes with a mate, ${nonMatedCount} without`,
  )
  return {
    kind: 'open-set',
    title,
    description: `Share of the probes whose person is found among the first ${first.openSet.rank} candidates at or above the threshold, against the share of the probes of strangers for whom anyone is found, on a logarithmic axis. ${counts.join('. ')}.`,
    caption: [
      'Solid where at least 30 strangers wrongly found support the line, dashed from 3, not drawn below.',
      ...(series.some(({ zeros }) => zeros.length > 0)
        ? ['Crossed marks at the border: no stranger of this sample is found, which does not mean that none ever is.']
        : []),
      ...(bare.length > 0 ? [`No line for ${bare.join(', ')}: too few probes of strangers.`] : []),
      `The person must be among the first ${first.openSet.rank} candidates.`,
    ].join(' '),
    fpir,
    dir,
    series,
  }
}
