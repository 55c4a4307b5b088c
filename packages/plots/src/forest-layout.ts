import type { ForestFigure, ForestGroup } from './forest-figure.ts'

/** A row has its words above its interval: in one line, or in two where the figure is narrow. */
const rowPx = { wide: 40, narrow: 56 } as const
const narrowPx = 520
const headingPx = 30
/** Axis under each group, with its numbers. */
const axisPx = 28

export const forestMargins = { left: 16, right: 16, top: 8, bottom: 26 } as const

/** Where a row stands, pixels from the top of the frame in the default height. */
export interface ForestLine {
  /** Of the words. */
  readonly top: number
  /** Of the interval. */
  readonly y: number
  readonly row: ForestGroup['rows'][number]
}

/** Where a group stands, pixels from the top of the frame in the default height. */
export interface ForestBlock {
  readonly group: ForestGroup
  /** Under its name. */
  readonly heading: number
  readonly lines: readonly ForestLine[]
  /** Of the axis. */
  readonly axis: number
}

/** Height of a forest figure in which no row overlaps another, pixels. */
export function forestHeightPx(spec: ForestFigure, widthPx: number): number {
  return forestMargins.top + layOutForest(spec, widthPx).end + forestMargins.bottom
}

/** Where groups and rows stand in a figure of this width; `end` is below the last axis. */
export function layOutForest({ groups }: ForestFigure, widthPx: number) {
  const narrow = widthPx < narrowPx
  const heightPx = narrow ? rowPx.narrow : rowPx.wide
  let y = 0
  const blocks = groups.map((group): ForestBlock => {
    y += headingPx
    const heading = y - 6
    const lines = group.rows.map((row): ForestLine => {
      const top = y + 8
      y += heightPx
      return { top, y: y - 11, row }
    })
    const axis = y
    y += axisPx
    return { group, heading, lines, axis }
  })
  return { blocks, end: y, narrow }
}
