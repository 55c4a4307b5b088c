import type { ForestFigure } from './forest-figure.ts'

/** A row has its words above its interval: in one line, or in two where the figure is narrow. */
const rowPx = { wide: 40, narrow: 56 } as const
const groupPx = 30
const narrowPx = 520

export const forestMargins = { left: 16, right: 16, top: 8, bottom: 46 } as const

/** Where a row stands, pixels from the top in the default height. */
export interface ForestLine {
  /** Of the words. */
  readonly top: number
  /** Of the interval. */
  readonly y: number
  readonly row: ForestFigure['rows'][number]
}

/** Height of a forest figure in which no row overlaps another, pixels. */
export function forestHeightPx({ rows }: ForestFigure, widthPx: number): number {
  const groups = new Set(rows.map(({ group }) => group)).size
  return forestMargins.top + groups * groupPx + rows.length * rowHeight(widthPx) + forestMargins.bottom
}

function rowHeight(widthPx: number): number {
  return widthPx < narrowPx ? rowPx.narrow : rowPx.wide
}

/** Where rows and names of groups stand in a figure of this width; `end` is below the last one. */
export function layOutForest({ rows }: ForestFigure, widthPx: number) {
  const heightPx = rowHeight(widthPx)
  const lines: ForestLine[] = []
  const groups: { y: number; name: string }[] = []
  let y = 0
  for (const row of rows) {
    if (groups.at(-1)?.name !== row.group) {
      y += groupPx
      groups.push({ y: y - 6, name: row.group })
    }
    lines.push({ top: y + 8, y: y + heightPx - 11, row })
    y += heightPx
  }
  return { lines, groups, end: y, narrow: widthPx < narrowPx }
}
