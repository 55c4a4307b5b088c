import type { Markish } from '@observablehq/plot'
import { createLegend, type LegendEntry } from './legend.ts'
import type { SettingStyle } from './setting-style.ts'

/** Faint lines behind the data. */
export const faint = { stroke: 'currentColor', strokeOpacity: 0.12 } as const

/** Room for ticks and the label of an axis, pixels. */
const marginRight = 16
const marginBottom = 46

/** Where a figure with a legend above draws its data. */
export interface FigureFrame {
  /** Size and margins, as Observable Plot takes them. */
  readonly layout: Readonly<
    Record<'width' | 'height' | 'marginLeft' | 'marginRight' | 'marginTop' | 'marginBottom', number>
  >
  readonly innerWidthPx: number
  readonly innerHeightPx: number
  readonly legendMarks: readonly Markish[]
}

/**
 * @param options.clearancePx from the frame to the middle of the lowest row of the legend; default 18
 * @param options.marginLeft default 58, pixels
 */
export function createFigureFrame(
  entries: readonly LegendEntry[],
  options: { widthPx: number; heightPx: number; clearancePx?: number; marginLeft?: number },
): FigureFrame {
  const { widthPx, heightPx, clearancePx = 18, marginLeft = 58 } = options
  const innerWidthPx = widthPx - marginLeft - marginRight
  const { heightPx: marginTop, marks } = createLegend(entries, { availablePx: innerWidthPx, clearancePx })
  return {
    layout: { width: widthPx, height: heightPx, marginLeft, marginRight, marginTop, marginBottom },
    innerWidthPx,
    innerHeightPx: heightPx - marginTop - marginBottom,
    legendMarks: marks,
  }
}

/** An entry for each setting of a figure. */
export function settingEntries<Style extends string>(
  series: readonly { readonly style: Style; readonly label: string }[],
  styles: ReadonlyMap<Style, SettingStyle>,
): LegendEntry[] {
  return series.map(({ style, label }) => ({ label, ...styles.get(style)!, filled: true }))
}
