import type { FigureSpec } from './figure-spec.ts'
import type { FigureDocument, FigureSize } from './render-figure.ts'
import { renderFigure } from './render-figure.ts'

/** The figure as the text of an SVG file: well-formed XML with its namespace, nothing fetched from elsewhere. Errors as renderFigure. */
export function figureSvg(spec: FigureSpec, document: FigureDocument, size: FigureSize = {}): string {
  const svg = renderFigure(spec, { document, ...size })
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  // HTML lets stand in attributes what is no XML
  return svg.outerHTML.replace(openingTag, (tag: string) =>
    tag.replace(/="[^"]*"/g, (value: string) => value.replace(bareAmpersand, '&amp;').replaceAll('<', '&lt;')),
  )
}

const openingTag = /<[a-z](?:[^"<>]|"[^"]*")*>/gi

const bareAmpersand = /&(?!#\d+;|#x[\da-f]+;|\w+;)/gi
