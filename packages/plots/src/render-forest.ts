import type { Markish, PlotOptions } from '@observablehq/plot'
import { dot, link, ruleX, ruleY, text } from '@observablehq/plot'
import { faint } from './figure-frame.ts'
import { differenceText, type ForestFigure, type ForestGroup, type ForestVerdict } from './forest-figure.ts'
import { type ForestBlock, type ForestLine, forestMargins, layOutForest } from './forest-layout.ts'

/** A look per verdict: shape, filling and colour all differ. */
const looks: Readonly<
  Record<ForestVerdict, { colour: string; symbol: 'circle' | 'triangle'; filled: boolean; rotate: number }>
> = {
  'fewer-errors': { colour: '#0f7fc0', symbol: 'triangle', filled: true, rotate: 180 },
  'more-errors': { colour: '#d55e00', symbol: 'triangle', filled: true, rotate: 0 },
  undecided: { colour: '#7b7f86', symbol: 'circle', filled: false, rotate: 0 },
}

/** Room that the number of a tick needs, pixels (our choice). */
const tickRoomPx = 80

/** Plot options of a forest figure: groups below each other, each to its own scale, in each row the words above its interval. */
export function forestOptions(spec: ForestFigure, widthPx: number, heightPx: number): PlotOptions {
  const { blocks, end, narrow } = layOutForest(spec, widthPx)
  const ticks = Math.max(2, Math.floor((widthPx - forestMargins.left - forestMargins.right) / tickRoomPx))
  return {
    width: widthPx,
    height: heightPx,
    marginLeft: forestMargins.left,
    marginRight: forestMargins.right,
    marginTop: forestMargins.top,
    marginBottom: forestMargins.bottom,
    // each group is laid on this by its own scale
    x: { type: 'linear', domain: [0, 1], axis: null },
    y: { type: 'linear', domain: [end, 0], axis: null },
    marks: [
      ...blocks.flatMap((block) => blockMarks(block, ticks, narrow)),
      text(['Difference (percentage points)'], { frameAnchor: 'bottom', dy: 20, fill: 'currentColor' }),
    ],
  }
}

function blockMarks({ group, heading, lines, axis }: ForestBlock, ticks: number, narrow: boolean): Markish[] {
  const place = placeIn(group)
  const marked = niceTicks(group.domain, ticks)
  const across = { y1: heading + 4, y2: axis } as const
  const at = { x: (difference: number) => place(difference) }
  return [
    text([group.name], {
      y: [heading],
      frameAnchor: 'left',
      lineAnchor: 'bottom',
      fontWeight: 600,
      fill: 'currentColor',
    }),
    ruleX(marked, { ...at, ...across, ...faint }),
    ruleX([0], { ...at, ...across, stroke: 'currentColor', strokeOpacity: 0.7, ariaLabel: () => 'no difference' }),
    ...lines.flatMap((line) => rowMarks(line, group, narrow)),
    ruleY([axis], { stroke: 'currentColor', strokeOpacity: 0.5 }),
    text(marked, {
      ...at,
      y: () => axis + 5,
      lineAnchor: 'top',
      text: (difference: number) => String(Number((difference * 100).toPrecision(6))).replace('-', '−'),
      fill: 'currentColor',
    }),
  ]
}

function rowMarks({ top, y, row }: ForestLine, group: ForestGroup, narrow: boolean): Markish[] {
  const { colour, symbol, filled, rotate } = looks[row.verdict]
  const name = `${group.name}, ${row.label}`
  const place = placeIn(group)
  return [
    text([row.label], { y: [top], frameAnchor: 'left', lineAnchor: 'top', fill: 'currentColor' }),
    text([differenceText(row)], {
      y: [narrow ? top + 15 : top],
      frameAnchor: narrow ? 'left' : 'right',
      lineAnchor: 'top',
      fill: 'currentColor',
    }),
    ruleX([row.low, row.high], { x: place, y1: y - 4, y2: y + 4, stroke: colour, strokeWidth: 2 }),
    link([row], {
      x1: ({ low }: typeof row) => place(low),
      x2: ({ high }: typeof row) => place(high),
      y1: y,
      y2: y,
      stroke: colour,
      strokeWidth: 2,
      ariaLabel: () => name,
    }),
    dot([row.estimate], {
      x: place,
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

/** From a difference to a share of the width. */
function placeIn({ domain: { low, high } }: ForestGroup): (difference: number) => number {
  return (difference) => (difference - low) / (high - low)
}

/** Multiples of the smallest 1, 2 or 5 times a power of ten of which at most `most` lie in the domain. */
function niceTicks({ low, high }: ForestGroup['domain'], most: number): number[] {
  const power = 10 ** Math.floor(Math.log10((high - low) / most))
  const multiples = (step: number) => {
    const first = Math.ceil(low / step)
    return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, i) => (first + i) * step)
  }
  const candidates = [1, 2, 5, 10].map((digit) => multiples(digit * power))
  return candidates.find((ticks) => ticks.length <= most) ?? candidates.at(-1)!
}
