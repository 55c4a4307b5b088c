import { EvaluationError } from '@maskmirror/evaluation'
import { type MaskOverlap, maskOverlap, principalComponents } from '@maskmirror/evaluation/understanding'
import { type FigureSpec, pcaFigure } from '@maskmirror/plots'

/** Features of faces of one kind. */
export interface FeatureGroup {
  readonly label: string
  /** Groups of one source have a common number: each has one of unmasked features, and at most one of masked ones. */
  readonly source: number
  readonly isMasked: boolean
  readonly features: readonly { readonly person: string; readonly row: Float32Array }[]
}

/** How far the masked features of a source lie from the unmasked ones of the same. */
export interface SourceOverlap {
  readonly unmasked: string
  readonly masked: string
  /** Null where it cannot be told. */
  readonly overlap: MaskOverlap | null
  readonly impossibleBecause: string | null
}

export interface FeatureMap {
  readonly figure: FigureSpec
  readonly overlaps: readonly SourceOverlap[]
  /** Features in the figure and in the overlaps. */
  readonly shown: number
  /** Features that there are. */
  readonly total: number
}

/** Features of a group that are used, evenly chosen: computed within seconds, and told apart to a few per cent. Our choice. */
const mostFeatures = 300

/**
 * All groups on their common principal components, and the overlap of each source.
 *
 * @throws PlotsError `figure-empty`; EvaluationError `count-out-of-range` or `spread-zero` for too few or equal features
 */
export function featureMap(groups: readonly FeatureGroup[], title: string): FeatureMap {
  const chosen = groups.map((group) => ({ ...group, features: evenly(group.features, mostFeatures) }))
  const rows = chosen.flatMap(({ features }) => features.map(({ row }) => row))
  const { coordinates, explained } = principalComponents(rows)
  let next = 0
  const points = chosen.map(({ label, features }) => ({
    label,
    points: features.map(() => {
      const at = 2 * next++
      return { x: coordinates[at]!, y: coordinates[at + 1]! }
    }),
  }))
  return {
    figure: pcaFigure({ groups: points, explained: [explained[0]!, explained[1]!], title }),
    overlaps: chosen.flatMap((masked) => {
      const unmasked = chosen.find(({ source, isMasked }) => source === masked.source && !isMasked)
      return masked.isMasked && unmasked !== undefined ? [overlapOf(unmasked, masked)] : []
    }),
    shown: rows.length,
    total: groups.reduce((sum, { features }) => sum + features.length, 0),
  }
}

function overlapOf(unmasked: FeatureGroup, masked: FeatureGroup): SourceOverlap {
  const both = [...unmasked.features, ...masked.features]
  const names = { unmasked: unmasked.label, masked: masked.label }
  try {
    const overlap = maskOverlap({
      rows: both.map(({ row }) => row),
      isMasked: both.map((_, i) => i >= unmasked.features.length),
      people: both.map(({ person }) => person),
    })
    return { ...names, overlap, impossibleBecause: null }
  } catch (error) {
    if (!(error instanceof EvaluationError && error.code === 'folds-unusable')) throw error
    return { ...names, overlap: null, impossibleBecause: error.message }
  }
}

function evenly<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items
  return Array.from({ length: most }, (_, i) => items[Math.floor((i * items.length) / most)]!)
}
