import { z } from 'zod'
import { CmcSchema, cmc } from './cmc.ts'
import { type GallerySearch, type ReferenceRule, referenceRules, scoreKinds } from './gallery-search.ts'
import { type OpenSetOptions, OpenSetSchema, openSet } from './open-set.ts'
import { hasFailed, type ProbeSearch } from './probe-search.ts'

const count = z.int().nonnegative()

const MeasuresSchema = z.object({
  /** Closed set, ties against the probe; null when no probe has a mate. */
  cmc: CmcSchema.nullable(),
  /** Null unless there are probes with and without mate. */
  openSet: OpenSetSchema.nullable(),
})

export const IdentificationSchema = z.object({
  /** Rates at a rank depend on the size of the gallery: never compare them without it. */
  gallery: z.object({
    people: count,
    references: count,
    /** The longest rank that a search can give. */
    candidates: count,
    rule: z.enum(referenceRules),
    scores: z.enum(scoreKinds),
  }),
  probes: z.object({
    mated: count,
    nonMated: count,
    /** Probes without embedding, and mated ones whose person could not be enrolled. */
    failed: z.object({ mated: count, nonMated: count }),
  }),
  /** Over probes without failure. */
  scored: MeasuresSchema,
  /** A failure counts as a miss of a mated probe, and as no false alarm of another. */
  withFailures: MeasuresSchema,
})

/** One-to-many identification of one set of probes in one gallery. */
export type Identification = z.infer<typeof IdentificationSchema>

/**
 * Everything about the searches of one gallery, failures left out and counted.
 *
 * @param searches one a probe, in any order
 * @param options.ranks longest rank of the CMC, from 1; default 20, and never above the number of candidates
 * @throws EvaluationError `count-out-of-range`, `rate-out-of-range`
 */
export function identification(
  gallery: Omit<GallerySearch, 'search' | 'rule'> & { readonly rule: ReferenceRule },
  searches: readonly ProbeSearch[],
  { ranks = 20, ...openSetOptions }: OpenSetOptions & { ranks?: number } = {},
): Identification {
  const scored = searches.filter((probe) => !hasFailed(probe))
  const measures = (probes: readonly ProbeSearch[]) => ({
    cmc: cmc(probes, { ranks: Math.min(ranks, gallery.candidateCount) }),
    openSet: openSet(probes, openSetOptions),
  })
  const counts = (probes: readonly ProbeSearch[]) => {
    const mated = probes.filter((probe) => probe.mated).length
    return { mated, nonMated: probes.length - mated }
  }
  return {
    gallery: {
      people: gallery.peopleCount,
      references: gallery.referenceCount,
      candidates: gallery.candidateCount,
      rule: gallery.rule,
      scores: gallery.scores,
    },
    probes: { ...counts(searches), failed: counts(searches.filter(hasFailed)) },
    scored: measures(scored),
    withFailures: measures(searches),
  }
}
