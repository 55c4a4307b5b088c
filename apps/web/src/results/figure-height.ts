import type { FigureSpec } from '@maskmirror/plots'

/** Narrower figures are not legible; their frame scrolls instead. */
export const smallestFigurePx = 300

/** Known before the figure is drawn, so that its place can be kept. */
export function figureHeightPx(spec: FigureSpec): number {
  return spec.kind === 'score-distribution' ? 110 + 110 * spec.facets.length : 440
}
