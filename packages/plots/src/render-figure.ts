import type { PlotOptions } from '@observablehq/plot'
import { plot } from '@observablehq/plot'
import type { FigureSpec } from './figure-spec.ts'
import { forestHeightPx } from './forest-layout.ts'
import { PlotsError } from './plots-error.ts'
import { cmcOptions } from './render-cmc.ts'
import { errorCurveOptions } from './render-error-curves.ts'
import { forestOptions } from './render-forest.ts'
import { ratesHeightPx, ratesOptions } from './render-rates.ts'
import { scatterOptions } from './render-scatter.ts'
import { scoreDistributionOptions } from './render-score-distribution.ts'
import { thresholdRatesOptions } from './render-threshold-rates.ts'

/** A DOM document: the browser's, or that of a small DOM in Node. */
export type FigureDocument = NonNullable<PlotOptions['document']>

/** The drawn figure, an SVG element of the given document. */
export type FigureElement = ReturnType<typeof plot>

/**
 * `inherit` takes the text colour of the page and has no background, so that it follows light, dark and print styles.
 * `light` and `dark` bring their own background, for pictures that stand alone.
 */
export type FigureTheme = 'inherit' | 'light' | 'dark'

export interface FigureSize {
  /** 240..4000 pixels; default 640. */
  readonly width?: number
  /**
   * 160..8000 pixels; default 460; 560 for error rates by threshold; 120 for each facet of a score distribution and 110 around
   * them; for a forest figure and one of rates what
   * their rows need.
   */
  readonly height?: number
  /** Default `inherit`. */
  readonly theme?: FigureTheme
}

/** Of a figure, pixels. */
const leastHeight = 160

const themes = {
  inherit: { text: 'currentColor', background: null },
  light: { text: '#1b1f24', background: '#ffffff' },
  dark: { text: '#e6e8eb', background: '#14171c' },
} as const

/**
 * Draws a figure as one SVG element without scripts or external references. Title and description are in it for screen readers;
 * the caption is not drawn, the page sets it as text.
 *
 * @throws PlotsError `size-out-of-range`
 */
export function renderFigure(
  spec: FigureSpec,
  {
    document,
    width = 640,
    height = defaultHeight(spec, width),
    theme = 'inherit',
  }: { document: FigureDocument } & FigureSize,
): FigureElement {
  requireSize('width', width, 240, 4000)
  requireSize('height', height, leastHeight, 8000)
  const options = figureOptions(spec, width, height)
  const { text, background } = themes[theme]
  const svg = plot({ ...options, document, style: { fontSize: '12px', color: text, background: 'none' } })
  svg.setAttribute('role', 'img')
  svg.setAttribute('aria-label', spec.title)
  const element = (name: string) => document.createElementNS('http://www.w3.org/2000/svg', name)
  const title = element('title')
  title.textContent = spec.title
  const description = element('desc')
  description.textContent = `${spec.description} ${spec.caption}`
  svg.prepend(title, description)
  if (background !== null) {
    // a shape and not a style: programs that turn SVG into pictures ignore the background of the root
    const ground = element('rect')
    ground.setAttribute('width', '100%')
    ground.setAttribute('height', '100%')
    ground.setAttribute('fill', background)
    description.after(ground)
  }
  return svg
}

function figureOptions(spec: FigureSpec, width: number, height: number): PlotOptions {
  switch (spec.kind) {
    case 'det':
    case 'roc':
    case 'open-set':
      return errorCurveOptions(spec, width, height)
    case 'cmc':
      return cmcOptions(spec, width, height)
    case 'score-distribution':
      return scoreDistributionOptions(spec, width, height)
    case 'threshold-rates':
      return thresholdRatesOptions(spec, width, height)
    case 'forest':
      return forestOptions(spec, width, height)
    case 'rates':
      return ratesOptions(spec, width, height)
    case 'scatter':
      return scatterOptions(spec, width, height)
  }
}

function defaultHeight(spec: FigureSpec, width: number): number {
  switch (spec.kind) {
    case 'score-distribution':
      return 110 + 120 * spec.facets.length
    case 'threshold-rates':
      return 560
    case 'forest':
      return Math.max(leastHeight, forestHeightPx(spec, width)) // one row alone needs less
    case 'rates':
      return Math.max(leastHeight, ratesHeightPx(spec))
    default:
      return 460
  }
}

function requireSize(name: 'width' | 'height', value: number, least: number, most: number): void {
  if (value >= least && value <= most) return
  throw new PlotsError({
    code: 'size-out-of-range',
    message: `Expected ${name} in ${least}..${most} pixels but received ${value}`,
    details: { name, value },
  })
}
