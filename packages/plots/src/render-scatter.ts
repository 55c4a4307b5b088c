import type { Markish, PlotOptions } from '@observablehq/plot'
import { axisX, axisY, dot, frame, gridX, gridY } from '@observablehq/plot'
import { createFigureFrame, faint } from './figure-frame.ts'
import type { ScatterFigure, ScatterGroup } from './scatter-figure.ts'
import { groupStyle } from './setting-style.ts'

/** Plot options of a scatter figure; one unit is as long on both axes. */
export function scatterOptions(spec: ScatterFigure, widthPx: number, heightPx: number): PlotOptions {
  const figureFrame = createFigureFrame(
    spec.groups.map(({ label, points }, i) => ({
      label: `${label} (${points.length})`,
      ...groupStyle(i),
      filled: true,
    })),
    { widthPx, heightPx },
  )
  const domains = equalDomains(spec, figureFrame.innerWidthPx / Math.max(1, figureFrame.innerHeightPx))
  const axis = { labelAnchor: 'center', labelArrow: 'none', tickSize: 4 } as const
  return {
    ...figureFrame.layout,
    x: { type: 'linear', domain: domains.x },
    y: { type: 'linear', domain: domains.y },
    marks: [
      gridX(faint),
      gridY(faint),
      frame({ stroke: 'currentColor', strokeOpacity: 0.5 }),
      axisX({ ...axis, label: spec.xLabel, labelOffset: 40 }),
      axisY({ ...axis, label: spec.yLabel, labelOffset: 50 }),
      ...spec.groups.map(({ label, points }, i) => {
        const { colour, symbol } = groupStyle(i)
        const look = { symbol, r: 2.6, stroke: colour, strokeWidth: 1.1, strokeOpacity: 0.75 }
        return dot(points, { x: 'x', y: 'y', ...look, ariaLabel: () => label })
      }),
      ...spec.groups.flatMap((group, i) => meanMark(group, i)),
      ...figureFrame.legendMarks,
    ],
  }
}

function meanMark({ label, points }: ScatterGroup, index: number): Markish[] {
  if (points.length === 0) return []
  const mean = (value: (point: { x: number; y: number }) => number) =>
    points.reduce((sum, point) => sum + value(point), 0) / points.length
  const { colour, symbol } = groupStyle(index)
  return [
    dot([{ x: mean(({ x }) => x), y: mean(({ y }) => y) }], {
      x: 'x',
      y: 'y',
      symbol,
      r: 8,
      fill: colour,
      stroke: 'currentColor',
      strokeWidth: 1.4,
      ariaLabel: () => `mean of ${label}`,
    }),
  ]
}

/** Domains around all points in which a unit has the same length in pixels on both axes. */
function equalDomains({ groups }: ScatterFigure, aspect: number): { x: [number, number]; y: [number, number] } {
  const points = groups.flatMap((group) => group.points)
  const extent = (values: readonly number[]) => {
    const [low, high] = values.reduce(([low, high], v) => [Math.min(low, v), Math.max(high, v)], [Infinity, -Infinity])
    return { centre: (low! + high!) / 2, size: Math.max(high! - low!, 1e-9) * 1.06 } // a margin of 3 % on each side
  }
  const x = extent(points.map((point) => point.x))
  const y = extent(points.map((point) => point.y))
  const height = Math.max(y.size, x.size / aspect)
  const around = (centre: number, size: number): [number, number] => [centre - size / 2, centre + size / 2]
  return { x: around(x.centre, height * aspect), y: around(y.centre, height) }
}
