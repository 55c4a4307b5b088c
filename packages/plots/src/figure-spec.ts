import type { SettingId } from '@maskmirror/evaluation'
import type { CmcFigure } from './cmc-figure.ts'
import type { FigureTexts } from './figure-texts.ts'
import type { ForestFigure } from './forest-figure.ts'
import type { OpenSetFigure } from './open-set-figure.ts'
import type { RatesFigure } from './rates-figure.ts'
import type { ScatterFigure } from './scatter-figure.ts'
import type { SupportedSegment } from './support.ts'
import type { ThresholdRatesFigure } from './threshold-rates-figure.ts'

/** False match rate and false non-match rate, 0..1. */
export interface RatePoint {
  readonly fmr: number
  readonly fnmr: number
}

/** Neighbouring points that one stroke connects. */
export type CurveSegment = SupportedSegment<RatePoint>

/** Where the FNMR lies at one FMR, with the confidence that the caption names. */
export interface BandPoint {
  readonly fmr: number
  readonly low: number
  readonly high: number
}

/** Error rates at a threshold that was fixed on UMR-UMP. */
export interface FrozenPoint extends RatePoint {
  /** `T100` was fixed at FMR 1 %, `T1000` at 0.1 %. */
  readonly name: 'T100' | 'T1000'
  readonly threshold: number
}

/** One setting of an error curve. */
export interface CurveSeries {
  readonly setting: SettingId
  readonly label: string
  readonly genuineCount: number
  readonly impostorCount: number
  /** Names the colour and symbol, see `settingStyles`: the setting, or what else tells the curves apart. */
  readonly style: string
  /** What the data support of the curve; may be empty. */
  readonly segments: readonly CurveSegment[]
  /** Where one of the rates is 0 in the sample: the lowest FMR with FNMR 0, the lowest FNMR with FMR 0, or both in one. */
  readonly zeros: readonly RatePoint[]
  readonly frozen: readonly FrozenPoint[]
  /** Confidence band over the supported part, FMR ascending; empty when there is none. */
  readonly band: readonly BandPoint[]
}

/** The part of an axis that is drawn to scale; rates 0 and 1 are drawn beyond its ends, at the border. */
export interface RateRange {
  /** Above 0. */
  readonly low: number
  /** Below or at 1. */
  readonly high: number
}

/** Detection error trade-off: FNMR against FMR, both axes scaled by the normal deviate. */
export interface DetFigure extends FigureTexts {
  readonly kind: 'det'
  readonly fmr: RateRange
  readonly fnmr: RateRange
  readonly series: readonly CurveSeries[]
}

/** Receiver operating characteristic: true accept rate 1 − FNMR against FMR on a logarithmic axis. */
export interface RocFigure extends FigureTexts {
  readonly kind: 'roc'
  readonly fmr: RateRange
  readonly tar: RateRange
  readonly series: readonly CurveSeries[]
}

/** The score distribution of one setting. */
export interface DistributionFacet {
  readonly setting: SettingId
  readonly label: string
  readonly genuineCount: number
  readonly impostorCount: number
  /** Ascending, one more than bins. */
  readonly edges: readonly number[]
  /** Share of the genuine comparisons in each bin, 0..1. */
  readonly genuine: readonly number[]
  readonly impostor: readonly number[]
}

/** A threshold drawn across all facets. */
export interface ThresholdRule {
  /** `T100` and `T1000` were fixed on UMR-UMP; `chosen` is where a reader has put it. */
  readonly name: 'T100' | 'T1000' | 'chosen'
  readonly threshold: number
}

/** Genuine and impostor scores of several settings below each other, on the same axes. */
export interface ScoreDistributionFigure extends FigureTexts {
  readonly kind: 'score-distribution'
  readonly facets: readonly DistributionFacet[]
  readonly thresholds: readonly ThresholdRule[]
}

/** A figure as plain data that JSON can hold: what to draw, not how. */
export type FigureSpec =
  | DetFigure
  | RocFigure
  | CmcFigure
  | OpenSetFigure
  | ScoreDistributionFigure
  | ThresholdRatesFigure
  | ForestFigure
  | RatesFigure
  | ScatterFigure
