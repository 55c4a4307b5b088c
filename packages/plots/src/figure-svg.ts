import type { FigureSpec } from './figure-spec.ts'
import type { FigureDocument, FigureSize } from './render-figure.ts'
import { renderFigure } from './render-figure.ts'
import { svgText } from './svg-text.ts'

/** The figure as the text of an SVG file: well-formed XML with its namespace, nothing fetched from elsewhere. Errors as renderFigure. */
export function figureSvg(spec: FigureSpec, document: FigureDocument, size: FigureSize = {}): string {
  const svg = renderFigure(spec, { document, ...size })
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  return svgText(svg)
}
