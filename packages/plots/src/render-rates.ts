import type { Markish, PlotOptions } from '@observablehq/plot'
import { dot, link, ruleX, text } from '@observablehq/plot'
import { faint } from './figure-frame.ts'
import type { RateRow, RatesFigure } from './rates-figure.ts'

/** A look per kind, in their order: colour, shape and filling all differ. */
const looks = [
  { colour: '#0f7fc0', symbol: 'circle', filled: true },
  { colour: '#d55e00', symbol: 'triangle', filled: false },
  { colour: '#7b7f86', symbol: 'square', filled: false },
] as const

const rowPx = 20
const headingPx = 28
const legendPx = 28
const margins = { left: 150, right: 20, top: 8, bottom: 46 } as const

/** Height in which no row overlaps another, pixels. */
export function ratesHeightPx({ groups }: RatesFigure): number {
  const rows = groups.reduce((sum, group) => sum + group.rows.length, 0)
  return margins.top + legendPx + groups.length * headingPx + rows * rowPx + margins.bottom
}

/** Plot options of a rates figure: groups below each other on one axis. */
export function ratesOptions(spec: RatesFigure, widthPx: number, heightPx: number): PlotOptions {
  const all = spec.groups.flatMap(({ rows }) => rows)
  const most = Math.max(0.01, ...all.map(({ high }) => high))
  let y = legendPx
  const marks = spec.groups.flatMap(({ name, rows }): Markish[] => {
    y += headingPx
    const heading = y - 6
    const drawn = rows.flatMap((row) => {
      y += rowPx
      return rowMarks(row, y - rowPx / 2, spec.kinds.indexOf(row.kind))
    })
    const title = { y: [heading], frameAnchor: 'left', dx: -margins.left + 8, textAnchor: 'start' } as const
    return [text([name], { ...title, lineAnchor: 'bottom', fontWeight: 600, fill: 'currentColor' }), ...drawn]
  })
  const end = y + 4
  const legendStep = (widthPx - margins.left) / spec.kinds.length
  return {
    width: widthPx,
    height: heightPx,
    marginLeft: margins.left,
    marginRight: margins.right,
    marginTop: margins.top,
    marginBottom: margins.bottom,
    x: { type: 'linear', domain: [0, most * 100 * 1.03], label: spec.axis, labelAnchor: 'center', labelArrow: 'none' },
    y: { type: 'linear', domain: [end, 0], axis: null },
    marks: [
      ruleX([0], { stroke: 'currentColor', strokeOpacity: 0.5, y1: legendPx, y2: end }),
      ruleX(ticksOf(most * 100), { ...faint, y1: legendPx, y2: end }),
      ...spec.kinds.flatMap((kind, i) => legendMarks(kind, i, legendStep)),
      ...marks,
    ],
  }
}

function rowMarks({ group, label, rate, low, high }: RateRow, y: number, kind: number): Markish[] {
  const { colour, symbol, filled } = looks[kind]!
  return [
    text([label], { y: [y], frameAnchor: 'left', dx: -8, textAnchor: 'end', fill: 'currentColor' }),
    link([1], { x1: low * 100, x2: high * 100, y1: y, y2: y, stroke: colour, strokeWidth: 2 }),
    dot([rate * 100], {
      x: (value: number) => value,
      y: [y],
      symbol,
      r: 5,
      stroke: colour,
      strokeWidth: 2,
      fill: filled ? colour : 'none',
      ariaLabel: () => `${group}, ${label}`,
    }),
  ]
}

function legendMarks(kind: string, index: number, step: number): Markish[] {
  const { colour, symbol, filled } = looks[index]!
  const at = { frameAnchor: 'top-left', dx: index * step } as const
  return [
    dot([1], {
      ...at,
      dx: at.dx + 6,
      dy: 8,
      symbol,
      r: 5,
      stroke: colour,
      strokeWidth: 2,
      fill: filled ? colour : 'none',
    }),
    text([kind], { ...at, dx: at.dx + 18, dy: 8, lineAnchor: 'middle', textAnchor: 'start', fill: 'currentColor' }),
  ]
}

function ticksOf(most: number): number[] {
  const step = most > 25 ? 10 : most > 10 ? 5 : 1
  return Array.from({ length: Math.floor(most / step) }, (_, i) => (i + 1) * step)
}
