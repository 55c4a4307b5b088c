import type { FigureTexts } from './figure-texts.ts'
import { PlotsError } from './plots-error.ts'

/** Points of one kind, such as embeddings of bare faces. */
export interface ScatterGroup {
  readonly label: string
  readonly points: readonly { readonly x: number; readonly y: number }[]
}

/** Embeddings projected on two directions, both drawn to the same scale. */
export interface ScatterFigure extends FigureTexts {
  readonly kind: 'scatter'
  readonly xLabel: string
  readonly yLabel: string
  readonly groups: readonly ScatterGroup[]
}

/**
 * Embeddings on their first two principal components, by group.
 *
 * @param input.groups points as coordinates on both components; at least one point in all
 * @param input.explained share of the variance that each component holds, 0..1
 * @throws PlotsError `figure-empty` when there is no point
 */
export function pcaFigure(input: {
  groups: readonly ScatterGroup[]
  explained: readonly [first: number, second: number]
  title?: string
}): ScatterFigure {
  const { groups, explained, title = 'Embeddings on their first two principal components' } = input
  if (groups.every(({ points }) => points.length === 0)) {
    throw new PlotsError({ code: 'figure-empty', message: 'Expected at least one point but received 0 points' })
  }
  const share = (part: number) => `${(part * 100).toFixed(1)} % of the variance`
  return {
    kind: 'scatter',
    title,
    description: `Points of ${groups.map(({ label, points }) => `${label} (${points.length})`).join(', ')}; both components hold ${share(explained[0] + explained[1])}.`,
    caption:
      'Large marks: the mean of a group. Both axes have the same scale. Distances in two components are not those of the whole embeddings.',
    xLabel: `First component, ${share(explained[0])}`,
    yLabel: `Second component, ${share(explained[1])}`,
    groups,
  }
}
