import type { Markish, PlotOptions } from '@observablehq/plot'
import { axisX, axisY, dot, frame, gridX, gridY, line, text } from '@observablehq/plot'
import { createFigureFrame, faint, settingEntries } from './figure-frame.ts'
import { logAxis, type RateAxis } from './rate-axis.ts'
import { wordyPx } from './render-score-distribution.ts'
import { ruleMarks } from './rule-marks.ts'
import { type SettingStyle, settingStyles } from './setting-style.ts'
import type { SupportedSegment } from './support.ts'
import type { ThresholdPoint, ThresholdRatesFigure, ThresholdRatesSeries } from './threshold-rates-figure.ts'

/** Symbols along a line (our choice). */
const symbolsPerLine = 4

const facets = ['False match rate (%)', 'False non-match rate (%)'] as const

/** Plot options of a figure of error rates by threshold: FMR above FNMR, the same axes in both. */
export function thresholdRatesOptions(spec: ThresholdRatesFigure, widthPx: number, heightPx: number): PlotOptions {
  const styles = settingStyles(spec.series.map(({ style }) => style))
  const figureFrame = createFigureFrame(settingEntries(spec.series, styles), { widthPx, heightPx, clearancePx: 40 })
  const y = logAxis(spec.rate, [])
  const yLabels = new Map(y.ticks.map(({ position, label }) => [position, label]))
  return {
    ...figureFrame.layout,
    x: { type: 'linear', domain: thresholdDomain(spec) },
    y: { type: 'linear', domain: [...y.domain] },
    fy: { domain: [...facets], axis: null, padding: 0.16 },
    marks: [
      gridX(faint),
      gridY([...yLabels.keys()], faint),
      frame({ stroke: 'currentColor', strokeOpacity: 0.5 }),
      text([...facets], {
        fy: (facet: string) => facet,
        text: (facet: string) => `${facet}, logarithmic`,
        frameAnchor: 'top-left',
        lineAnchor: 'bottom',
        dy: -6,
        fontWeight: 600,
        fill: 'currentColor',
      }),
      ...spec.series.flatMap((series) => [
        ...lineMarks(series, 'fmr', y, styles.get(series.style)!),
        ...lineMarks(series, 'fnmr', y, styles.get(series.style)!),
      ]),
      ...ruleMarks(spec.thresholds, facets),
      axisY([...yLabels.keys()], {
        tickSize: 4,
        label: null,
        tickFormat: (position: number) => yLabels.get(position),
      }),
      axisX({
        tickSize: 4,
        label: widthPx < wordyPx ? 'Threshold' : 'Threshold (accepted when the score is at or above it)',
        labelAnchor: 'center',
        labelArrow: 'none',
        labelOffset: 40,
      }),
      ...figureFrame.legendMarks,
    ],
  }
}

function thresholdDomain({ series, thresholds }: ThresholdRatesFigure): [number, number] {
  const drawn = series.flatMap(({ fmr, fnmr }) => [...fmr, ...fnmr]).flatMap(({ points }) => points)
  const values = [...drawn, ...thresholds].map(({ threshold }) => threshold)
  return values.length === 0 ? [0, 1] : [Math.min(...values), Math.max(...values)]
}

function lineMarks(
  series: ThresholdRatesSeries,
  kind: 'fmr' | 'fnmr',
  axis: RateAxis,
  { colour, symbol }: SettingStyle,
): Markish[] {
  const facet = facets[kind === 'fmr' ? 0 : 1]
  const strokes = series[kind].map(({ support, points }: SupportedSegment<ThresholdPoint>) => ({
    support,
    points: points.map(({ threshold, rate }) => ({ threshold, y: axis.position(rate), facet })),
  }))
  const all = strokes.flatMap(({ points }) => points)
  const every = Math.max(1, Math.floor(all.length / symbolsPerLine))
  const at = { x: 'threshold', y: 'y', fy: 'facet' } as const
  return [
    ...strokes.map(({ support, points }) =>
      line(points, {
        ...at,
        // between two neighbouring thresholds the rates are those of the upper one
        curve: 'step-before',
        stroke: colour,
        strokeWidth: 1.8,
        ...(support === 'dashed' ? { strokeDasharray: '5,4' } : {}),
        ariaLabel: () => `${series.label}, ${kind.toUpperCase()}, ${support}`,
      }),
    ),
    dot(
      all.filter((_, i) => i % every === Math.floor(every / 2)),
      { ...at, symbol, r: 2.8, fill: colour, stroke: colour, strokeWidth: 1.2 },
    ),
  ]
}
