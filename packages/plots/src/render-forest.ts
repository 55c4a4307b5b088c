import type { Markish, PlotOptions } from '@observablehq/plot'
import { axisX, dot, gridX, link, ruleX, text } from '@observablehq/plot'
import { differenceText, type ForestFigure, type ForestVerdict } from './forest-figure.ts'
import { type ForestLine, forestMargins, layOutForest } from './forest-layout.ts'

/** A look per verdict: shape, filling and colour all differ. */
const looks: Readonly<
  Record<ForestVerdict, { colour: string; symbol: 'circle' | 'triangle'; filled: boolean; rotate: number }>
> = {
  'fewer-errors': { colour: '#0f7fc0', symbol: 'triangle', filled: true, rotate: 180 },
  'more-errors': { colour: '#d55e00', symbol: 'triangle', filled: true, rotate: 0 },
  undecided: { colour: '#7b7f86', symbol: 'circle', filled: false, rotate: 0 },
}

/** Plot options of a forest figure: groups below each other, in each row the words above its interval. */
export function forestOptions(spec: ForestFigure, widthPx: number, heightPx: number): PlotOptions {
  const { lines, groups, end, narrow } = layOutForest(spec, widthPx)
  const share = (difference: number) => (difference * 100).toFixed(1).replace('-', '−')
  return {
    width: widthPx,
    height: heightPx,
    marginLeft: forestMargins.left,
    marginRight: forestMargins.right,
    marginTop: forestMargins.top,
    marginBottom: forestMargins.bottom,
    x: { type: 'linear', domain: [spec.domain.low, spec.domain.high] },
    y: { type: 'linear', domain: [end, 0], axis: null },
    marks: [
      gridX({ stroke: 'currentColor', strokeOpacity: 0.12, ticks: Math.max(3, Math.floor(widthPx / 90)) }),
      ruleX([0], { stroke: 'currentColor', strokeOpacity: 0.7, ariaLabel: () => 'no difference' }),
      text(groups, {
        y: 'y',
        text: 'name',
        frameAnchor: 'left',
        lineAnchor: 'bottom',
        fontWeight: 600,
        fill: 'currentColor',
      }),
      ...lines.flatMap((line) => rowMarks(line, spec, narrow)),
      axisX({
        tickSize: 4,
        ticks: Math.max(3, Math.floor(widthPx / 90)),
        tickFormat: share,
        label: 'Difference (percentage points)',
        labelAnchor: 'center',
        labelArrow: 'none',
        labelOffset: 40,
      }),
    ],
  }
}

function rowMarks({ top, y, row }: ForestLine, { domain }: ForestFigure, narrow: boolean): Markish[] {
  const { colour, symbol, filled, rotate } = looks[row.verdict]
  const name = `${row.group}, ${row.label}`
  return [
    text([row.label], { y: [top], frameAnchor: 'left', lineAnchor: 'top', fill: 'currentColor' }),
    text([differenceText(row)], {
      y: [narrow ? top + 15 : top],
      frameAnchor: narrow ? 'left' : 'right',
      lineAnchor: 'top',
      fill: 'currentColor',
    }),
    ruleX([row.low, row.high], { x: (end: number) => end, y1: y - 4, y2: y + 4, stroke: colour, strokeWidth: 2 }),
    link([row], { x1: 'low', x2: 'high', y1: y, y2: y, stroke: colour, strokeWidth: 2, ariaLabel: () => name }),
    dot([Math.min(Math.max(row.estimate, domain.low), domain.high)], {
      x: (at: number) => at,
      y: [y],
      symbol,
      rotate,
      r: 5.5,
      stroke: colour,
      strokeWidth: 2,
      fill: filled ? colour : 'none',
      ariaLabel: () => `${name}, ${row.verdict}`,
    }),
  ]
}
