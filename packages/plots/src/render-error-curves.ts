import type { Markish, PlotOptions } from '@observablehq/plot'
import { areaY, axisX, axisY, dot, frame, gridX, gridY, line, ruleX, ruleY } from '@observablehq/plot'
import { createFigureFrame, faint, settingEntries } from './figure-frame.ts'
import type { CurveSeries, DetFigure, RatePoint, RocFigure } from './figure-spec.ts'
import type { OpenSetFigure } from './open-set-figure.ts'
import type { RateAxis } from './rate-axis.ts'
import { deviateAxis, linearAxis, logAxis, tickLabels } from './rate-axis.ts'
import type { SettingStyle } from './setting-style.ts'
import { settingStyles } from './setting-style.ts'

/** Symbols along a line, besides those at frozen thresholds (our choice). */
const symbolsPerLine = 6

interface Plane {
  readonly x: RateAxis
  readonly y: RateAxis
  readonly xLabel: string
  readonly yLabel: string
  /** The vertical rate of a point. */
  readonly vertical: (point: RatePoint) => number
}

/** Plot options of a DET, ROC or open-set figure. */
export function errorCurveOptions(
  spec: DetFigure | RocFigure | OpenSetFigure,
  widthPx: number,
  heightPx: number,
): PlotOptions {
  const plane = planeOf(spec)
  const styles = settingStyles(spec.series.map(({ style }) => style))
  const figureFrame = createFigureFrame(settingEntries(spec.series, styles), { widthPx, heightPx })
  return {
    ...figureFrame.layout,
    x: { type: 'linear', domain: [...plane.x.domain] },
    y: { type: 'linear', domain: [...plane.y.domain] },
    marks: [
      ...axisMarks(plane, { x: figureFrame.innerWidthPx, y: figureFrame.innerHeightPx }),
      ...(spec.kind === 'det' ? diagonal(plane) : []),
      ...spec.series.flatMap((series) => bandMarks(series, plane, styles.get(series.style)!)),
      ...spec.series.flatMap((series) => seriesMarks(series, plane, styles.get(series.style)!)),
      ...spec.series.flatMap((series) => pointMarks(series, plane, styles.get(series.style)!)),
      ...figureFrame.legendMarks,
    ],
  }
}

function planeOf(spec: DetFigure | RocFigure | OpenSetFigure): Plane {
  const marked = spec.series.flatMap(({ zeros, frozen }) => [...zeros, ...frozen])
  const fmrs = marked.map(({ fmr }) => fmr)
  if (spec.kind === 'det') {
    return {
      x: deviateAxis(spec.fmr, fmrs),
      y: deviateAxis(
        spec.fnmr,
        marked.map(({ fnmr }) => fnmr),
      ),
      xLabel: 'False match rate (%)',
      yLabel: 'False non-match rate (%)',
      vertical: ({ fnmr }) => fnmr,
    }
  }
  if (spec.kind === 'open-set') {
    return {
      x: logAxis(spec.fpir, fmrs),
      y: linearAxis(spec.dir),
      xLabel: 'False positive identification rate (%), logarithmic',
      yLabel: 'Detection and identification rate (%)',
      vertical: ({ fnmr }) => 1 - fnmr,
    }
  }
  return {
    x: logAxis(spec.fmr, fmrs),
    y: linearAxis(spec.tar),
    xLabel: 'False match rate (%), logarithmic',
    yLabel: 'True accept rate, 100 % − FNMR (%)',
    vertical: ({ fnmr }) => 1 - fnmr,
  }
}

/** @param lengths of the axes in pixels */
function axisMarks({ x, y, xLabel, yLabel }: Plane, lengths: { x: number; y: number }): Markish[] {
  const xPositions = x.ticks.map(({ position }) => position)
  const yPositions = y.ticks.map(({ position }) => position)
  const broken = { stroke: 'currentColor', strokeOpacity: 0.45, strokeDasharray: '1,4' }
  const xLabels = tickLabels(x, lengths.x, 30)
  const yLabels = tickLabels(y, lengths.y, 14)
  const axis = { labelAnchor: 'center', labelArrow: 'none', tickSize: 4 } as const
  return [
    gridX(xPositions, faint),
    gridY(yPositions, faint),
    ruleX(x.breaks, broken),
    ruleY(y.breaks, broken),
    frame({ stroke: 'currentColor', strokeOpacity: 0.5 }),
    axisX(xPositions, {
      ...axis,
      label: xLabel,
      labelOffset: 40,
      tickFormat: (position: number) => xLabels.get(position),
    }),
    axisY(yPositions, {
      ...axis,
      label: yLabel,
      labelOffset: 50,
      tickFormat: (position: number) => yLabels.get(position),
    }),
  ]
}

/** Where FMR equals FNMR, over the rates that both axes show to scale. */
function diagonal({ x, y }: Plane): Markish[] {
  const low = Math.max(x.scaled[0], y.scaled[0])
  const high = Math.min(x.scaled[1], y.scaled[1])
  const ends = [low, high].map((position) => ({ position }))
  return [
    line(ends, {
      x: 'position',
      y: 'position',
      stroke: 'currentColor',
      strokeOpacity: 0.35,
      strokeDasharray: '1,3',
      ariaLabel: () => 'equal error rate',
    }),
  ]
}

function bandMarks({ label, band }: CurveSeries, plane: Plane, { colour }: SettingStyle): Markish[] {
  if (band.length === 0) return []
  const [low, high] = plane.y.domain
  const within = (point: RatePoint) => Math.min(Math.max(place(point, plane).y, low), high)
  const points = band.map((at) => ({
    x: plane.x.position(at.fmr),
    low: within({ fmr: at.fmr, fnmr: at.low }),
    high: within({ fmr: at.fmr, fnmr: at.high }),
  }))
  return [
    areaY(points, {
      x: 'x',
      y1: 'low',
      y2: 'high',
      fill: colour,
      fillOpacity: 0.16,
      ariaLabel: () => `${label}, band`,
    }),
  ]
}

function seriesMarks(series: CurveSeries, plane: Plane, style: SettingStyle): Markish[] {
  const strokes = series.segments.map(({ support, points }) => ({
    support,
    points: points.map((point) => place(point, plane)),
  }))
  const drawn = strokes.flatMap(({ points }) => points)
  const every = Math.max(1, Math.floor(drawn.length / symbolsPerLine))
  return [
    ...strokes.map(({ support, points }) =>
      line(points, {
        x: 'x',
        y: 'y',
        stroke: style.colour,
        strokeWidth: 2,
        ...(support === 'dashed' ? { strokeDasharray: '5,4' } : {}),
        ariaLabel: () => `${series.label}, ${support}`,
      }),
    ),
    dot(
      drawn.filter((_, i) => i % every === Math.floor(every / 2)),
      { x: 'x', y: 'y', symbol: style.symbol, r: 2.8, fill: style.colour, stroke: style.colour, strokeWidth: 1.2 },
    ),
  ]
}

function pointMarks({ label, zeros, frozen }: CurveSeries, plane: Plane, style: SettingStyle): Markish[] {
  const named = (name: string) => frozen.filter((point) => point.name === name).map((point) => place(point, plane))
  const atBorder = zeros.map((point) => place(point, plane))
  const common = { x: 'x', y: 'y', symbol: style.symbol }
  return [
    dot(atBorder, { ...common, r: 4.5, stroke: style.colour, strokeWidth: 1.4, ariaLabel: () => `${label}, rate 0` }),
    dot(atBorder, { x: 'x', y: 'y', symbol: 'times', r: 3, stroke: style.colour, strokeWidth: 1.4 }),
    dot(named('T1000'), {
      ...common,
      r: 6,
      stroke: style.colour,
      strokeWidth: 2,
      ariaLabel: () => `${label} at T1000`,
    }),
    dot(named('T100'), {
      ...common,
      r: 6,
      fill: style.colour,
      stroke: 'currentColor',
      strokeWidth: 1.2,
      ariaLabel: () => `${label} at T100`,
    }),
  ]
}

function place(point: RatePoint, { x, y, vertical }: Plane): { x: number; y: number } {
  return { x: x.position(point.fmr), y: y.position(vertical(point)) }
}
