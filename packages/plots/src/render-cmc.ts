import type { Markish, PlotOptions } from '@observablehq/plot'
import { areaY, axisX, axisY, dot, frame, gridX, gridY, line } from '@observablehq/plot'
import { type CmcFigure, type CmcSeries, longestLinearRanks } from './cmc-figure.ts'
import { createFigureFrame, faint, settingEntries } from './figure-frame.ts'
import { linearAxis } from './rate-axis.ts'
import { type SettingStyle, settingStyles } from './setting-style.ts'

/** Symbols along a line besides that of rank 1 (our choice). */
const symbolsPerLine = 5

/** Plot options of a CMC figure. */
export function cmcOptions(spec: CmcFigure, widthPx: number, heightPx: number): PlotOptions {
  const styles = settingStyles(spec.series.map(({ style }) => style))
  const figureFrame = createFigureFrame(settingEntries(spec.series, styles), { widthPx, heightPx })
  const y = linearAxis(spec.rate)
  const yLabels = new Map(y.ticks.map(({ position, label }) => [position, label]))
  const logarithmic = spec.ranks > longestLinearRanks
  const at = logarithmic ? Math.log10 : (rank: number) => rank
  const xLabels = new Map(rankTicks(spec.ranks).map((rank) => [at(rank), String(rank)]))
  const axis = { labelAnchor: 'center', labelArrow: 'none', tickSize: 4 } as const
  return {
    ...figureFrame.layout,
    x: { type: 'linear', domain: logarithmic ? [at(0.9), at(spec.ranks * 1.05)] : [0.6, spec.ranks + 0.4] },
    y: { type: 'linear', domain: [...y.domain] },
    marks: [
      gridX([...xLabels.keys()], faint),
      gridY([...yLabels.keys()], faint),
      frame({ stroke: 'currentColor', strokeOpacity: 0.5 }),
      axisX([...xLabels.keys()], {
        ...axis,
        label: logarithmic ? 'Rank, logarithmic' : 'Rank',
        labelOffset: 40,
        tickFormat: (position: number) => xLabels.get(position),
      }),
      axisY([...yLabels.keys()], {
        ...axis,
        label: 'Identification rate (%)',
        labelOffset: 50,
        tickFormat: (position: number) => yLabels.get(position),
      }),
      ...spec.series.flatMap((series) => bandMarks(series, at, styles.get(series.style)!)),
      ...spec.series.flatMap((series) => lineMarks(series, at, styles.get(series.style)!)),
      ...spec.series.flatMap((series) => pointMarks(series, at, styles.get(series.style)!)),
      ...figureFrame.legendMarks,
    ],
  }
}

/** Where a rank lies on the axis. */
type RankScale = (rank: number) => number

function bandMarks({ label, band }: CmcSeries, at: RankScale, { colour }: SettingStyle): Markish[] {
  if (band.length === 0) return []
  const area = {
    x: ({ rank }: { rank: number }) => at(rank),
    y1: 'low',
    y2: 'high',
    fill: colour,
    fillOpacity: 0.16,
    ariaLabel: () => `${label}, band`,
  }
  return [areaY(band, area)]
}

function lineMarks({ label, segments }: CmcSeries, at: RankScale, { colour, symbol }: SettingStyle): Markish[] {
  const points = segments.flatMap((segment) => segment.points)
  const every = Math.max(1, Math.ceil(points.length / symbolsPerLine))
  return [
    ...segments.map(({ support, points }) =>
      line(points, {
        x: ({ rank }: { rank: number }) => at(rank),
        y: 'rate',
        stroke: colour,
        strokeWidth: 2,
        ...(support === 'dashed' ? { strokeDasharray: '5,4' } : {}),
        ariaLabel: () => `${label}, ${support}`,
      }),
    ),
    dot(
      points.filter((_, i) => i % every === every - 1),
      {
        x: ({ rank }: { rank: number }) => at(rank),
        y: 'rate',
        symbol,
        r: 2.8,
        fill: colour,
        stroke: colour,
        strokeWidth: 1.2,
      },
    ),
  ]
}

function pointMarks({ label, first, complete }: CmcSeries, at: RankScale, { colour, symbol }: SettingStyle): Markish[] {
  const common = { x: ({ rank }: { rank: number }) => at(rank), y: 'rate' } as const
  const whole = complete === null ? [] : [complete]
  return [
    dot([first], {
      ...common,
      symbol,
      r: 5,
      fill: colour,
      stroke: 'currentColor',
      strokeWidth: 1.2,
      ariaLabel: () => `${label} at rank 1`,
    }),
    dot(whole, { ...common, symbol, r: 4.5, stroke: colour, strokeWidth: 1.4, ariaLabel: () => `${label}, no miss` }),
    dot(whole, { ...common, symbol: 'times', r: 3, stroke: colour, strokeWidth: 1.4 }),
  ]
}

/** Every rank of a short axis; 1, 2, 5, 10, 20, 50, … of a long one. */
function rankTicks(ranks: number): number[] {
  if (ranks <= 12) return Array.from({ length: ranks }, (_, i) => i + 1)
  if (ranks <= longestLinearRanks) return [1, 5, 10, 15, 20].filter((rank) => rank <= ranks)
  const decades = Math.ceil(Math.log10(ranks)) + 1
  return Array.from({ length: decades }, (_, power) => [1, 2, 5].map((digit) => digit * 10 ** power))
    .flat()
    .filter((rank) => rank <= ranks)
}
