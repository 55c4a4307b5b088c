import { encodePng, rasteriseSvg } from '@maskmirror/imaging/codec'
import { type FigureSpec, figureSvg } from '@maskmirror/plots'
import { parseHTML } from 'linkedom'

/** Of a figure in a file, pixels; a PNG has twice as many, for print. */
const widthPx = 720
const pngScale = 2

/** A figure as an SVG file on white. */
export function figureFileSvg(spec: FigureSpec): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>')
  return `<?xml version="1.0" encoding="UTF-8"?>\n${figureSvg(spec, document, { width: widthPx, theme: 'light' })}\n`
}

/** The same as a PNG file. */
export async function figureFilePng(spec: FigureSpec): Promise<Uint8Array> {
  const svg = figureFileSvg(spec)
  const [, width, height] = / viewBox="0 0 (\d+) (\d+)"/.exec(svg)!
  return encodePng(await rasteriseSvg(svg, Number(width) * pngScale, Number(height) * pngScale))
}
