import type { Markish } from '@observablehq/plot'
import { dot, text } from '@observablehq/plot'
import type { SettingStyle } from './setting-style.ts'

export interface LegendEntry {
  readonly label: string
  readonly colour: string
  readonly symbol: SettingStyle['symbol']
  /** Symbol filled, or drawn as an outline. */
  readonly filled: boolean
}

/** Estimated from the system fonts at 12 pixels (our choice); a legend only has to keep entries apart. */
const characterWidthPx = 6.6
const symbolWidthPx = 18
const gapPx = 18
const rowHeightPx = 18

export interface Legend {
  /** Space to leave above the frame, `clearancePx` included. */
  readonly heightPx: number
  /** Marks that stand above the frame. */
  readonly marks: readonly Markish[]
}

/**
 * Entries in rows above the frame of a plot.
 *
 * @param options.availablePx width of the frame; an entry that does not fit starts a new row
 * @param options.clearancePx from the frame to the middle of the lowest row
 */
export function createLegend(
  entries: readonly LegendEntry[],
  { availablePx, clearancePx }: { availablePx: number; clearancePx: number },
): Legend {
  let row = 0
  let leftPx = 0
  const placed = entries.map((entry) => {
    const widthPx = symbolWidthPx + entry.label.length * characterWidthPx
    if (leftPx > 0 && leftPx + widthPx > availablePx) {
      row++
      leftPx = 0
    }
    const at = { entry, row, leftPx }
    leftPx += widthPx + gapPx
    return at
  })
  const rows = row + 1
  const marks = placed.flatMap(({ entry, row, leftPx }): Markish[] => {
    const dy = (row + 1 - rows) * rowHeightPx - clearancePx
    return [
      dot([0], {
        facet: 'super',
        frameAnchor: 'top-left',
        dx: leftPx + 6,
        dy,
        r: 4.5,
        symbol: entry.symbol,
        stroke: entry.colour,
        strokeWidth: 1.8,
        fill: entry.filled ? entry.colour : 'none',
      }),
      text([entry.label], {
        facet: 'super',
        frameAnchor: 'top-left',
        dx: leftPx + symbolWidthPx,
        dy,
        textAnchor: 'start',
        lineAnchor: 'middle',
        fill: 'currentColor',
      }),
    ]
  })
  return { heightPx: (rows - 0.5) * rowHeightPx + clearancePx, marks }
}
