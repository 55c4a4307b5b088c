import { type FigureSpec, forestHeightPx } from '@maskmirror/plots'

/** Narrower figures are not legible; their frame scrolls instead. */
export const smallestFigurePx = 300

/** Known before the figure is drawn, so that its place can be kept. */
export function figureHeightPx(spec: FigureSpec, widthPx: number): number {
  switch (spec.kind) {
    case 'score-distribution':
      return 110 + 110 * spec.facets.length
    case 'threshold-rates':
      return 520
    case 'forest':
      return forestHeightPx(spec, widthPx)
    default:
      return 440
  }
}
