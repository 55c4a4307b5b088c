import { type SettingId, settingLabel } from '@maskmirror/evaluation'
import type { FigureTexts } from './figure-texts.ts'
import { percentText } from './percent-text.ts'
import { PlotsError } from './plots-error.ts'
import { tenthsRange } from './rate-range.ts'
import { type SupportedSegment, supportedSegments } from './support.ts'

/** Identification rate at a rank. */
export interface RankPoint {
  /** From 1. */
  readonly rank: number
  /** Share of the probes whose person is among the first `rank` candidates, 0..1. */
  readonly rate: number
}

/** One setting of a CMC figure. */
export interface CmcSeries {
  readonly label: string
  /** Names the colour and symbol, see `settingStyles`. */
  readonly style: string
  readonly probeCount: number
  /** What the data support of the curve; may be empty. */
  readonly segments: readonly SupportedSegment<RankPoint>[]
  /** Identification rate at rank 1: always marked, as every report states it. */
  readonly first: RankPoint
  /** Lowest rank at which no probe of the sample is missed; null when there is none. */
  readonly complete: RankPoint | null
  /** Confidence interval of the rate at each rank, over the supported part; empty when there is none. */
  readonly band: readonly { readonly rank: number; readonly low: number; readonly high: number }[]
}

/** Cumulative match characteristic: identification rate against rank, closed set. */
export interface CmcFigure extends FigureTexts {
  readonly kind: 'cmc'
  /** Last rank drawn. */
  readonly ranks: number
  readonly rate: { readonly low: number; readonly high: number }
  readonly series: readonly CmcSeries[]
}

/** The CMC of one setting. */
export interface SettingCmc {
  readonly setting: SettingId
  /** Default: the setting's. */
  readonly label?: string
  /** Names the colour and symbol; default: the setting. */
  readonly style?: string
  /** Probes whose person is in the gallery: what the rates divide by. */
  readonly probeCount: number
  /** Identification rate at rank 1, 2, …; rising. At least one. */
  readonly rates: readonly number[]
  /** Interval of each rate. Default: none. */
  readonly intervals?: readonly { readonly low: number; readonly high: number }[]
}

/** A longer axis has its ranks scaled logarithmically (our choice). */
export const longestLinearRanks = 20

/**
 * Cumulative match characteristic of several settings. A line is solid where at least 30 probes are missed, dashed from 3.
 *
 * @param input.curves at least one; drawn and listed in this order
 * @param input.ranks last rank to draw; default: the longest curve's
 * @throws PlotsError `figure-empty` when there is no curve or one without ranks
 */
export function cmcFigure(input: { curves: readonly SettingCmc[]; ranks?: number; title?: string }): CmcFigure {
  const { curves, title = 'Cumulative match characteristic' } = input
  if (curves.length === 0 || curves.some(({ rates }) => rates.length === 0)) {
    throw new PlotsError({
      code: 'figure-empty',
      message: `Expected the identification rates of at least one setting but received ${curves.length} curves, ${curves.filter(({ rates }) => rates.length === 0).length} of them without ranks`,
    })
  }
  const ranks = Math.max(
    1,
    Math.min(input.ranks ?? Infinity, ...[Math.max(...curves.map(({ rates }) => rates.length))]),
  )
  const series = curves.map((curve) => seriesOf(curve, ranks))
  const bare = series.filter(({ segments }) => segments.length === 0).map(({ label }) => label)
  return {
    kind: 'cmc',
    title,
    description: `Share of the probes whose person is among the first candidates, by rank. ${series
      .map(
        ({ label, probeCount, first }) =>
          `${label}: ${probeCount} probes, ${percentText(first.rate)} % of them identified at rank 1`,
      )
      .join('. ')}.`,
    caption: [
      'Solid where at least 30 missed probes support the line, dashed from 3, not drawn below. Filled marks: rank 1.',
      ...(series.some(({ complete }) => complete !== null)
        ? ['Crossed marks: no probe of this sample is missed, which does not mean that none ever is.']
        : []),
      ...(series.some(({ band }) => band.length > 0) ? ['Shaded: 95 % interval of the rate at each rank.'] : []),
      ...(bare.length > 0 ? [`No line for ${bare.join(', ')}: too few missed probes.`] : []),
    ].join(' '),
    ranks,
    rate: tenthsRange(series.flatMap(({ first, band }) => [first.rate, ...band.map(({ low }) => low)])),
    series,
  }
}

function seriesOf(
  { setting, label = settingLabel(setting), style = setting, probeCount, rates, intervals }: SettingCmc,
  ranks: number,
): CmcSeries {
  const points = rates.slice(0, ranks).map((rate, i): RankPoint => ({ rank: i + 1, rate }))
  const segments = supportedSegments(points, ({ rate }) => (1 - rate) * probeCount)
  const last = segments.at(-1)?.points.at(-1)?.rank ?? 0
  const band = (intervals ?? []).slice(0, last).map(({ low, high }, i) => ({ rank: i + 1, low, high }))
  return {
    label,
    style,
    probeCount,
    segments,
    first: points[0]!,
    complete: points.find(({ rate }) => rate === 1) ?? null,
    band,
  }
}
