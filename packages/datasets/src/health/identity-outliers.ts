import { createRng } from '@maskmirror/core'
import { fitLogistic } from '@maskmirror/evaluation'
import { type IdentityPhoto, type MateStanding, mateStandings, type PhotoKind } from './mate-standing.ts'

/** A photo that looks less like its own person than like strangers. */
export interface IdentityOutlier {
  /** Index of the photo. */
  readonly photo: number
  /** Decimal logarithm of how many times likelier its similarities are of a stranger than of the person: 1 for ten times. */
  readonly evidence: number
  /** Mean cosine to the person's other bare photos; to the masked ones where there is no bare one. */
  readonly own: number
  /** Share of other people to whose photos of that kind it is more similar, 0..1. */
  readonly strangersCloser: number
  /** Whose photos of that kind are the most similar ones. */
  readonly closest: MateStanding['closest']
}

export interface IdentityCheck {
  /** The most suspect first. */
  readonly outliers: readonly IdentityOutlier[]
  /**
   * Of each photo, as in `IdentityOutlier`; null where it cannot be told: no embedding, no other photo of the person, or too few
   * photos to learn from.
   */
  readonly evidence: readonly (number | null)[]
}

/** From here on a photo, or a person, is suspect: ten times likelier of a stranger. Our choice. */
export const leastStrangerEvidence = 1

/** What a photo's similarity to a person's bare photos, and to the masked ones, is weighed by: the fullest that is known. */
const views: readonly (readonly PhotoKind[])[] = [['bare', 'masked'], ['bare'], ['masked']]

/** Fewer photos to learn from say nothing; our choice. */
const leastExamples = 30

/** Strangers that each photo is compared with to learn from; our choice. */
const strangersEach = 10

/** A photo as if it showed one person: its standings among all people. */
type Claim = Readonly<Record<PhotoKind, number | null>>

/**
 * Weighs for every photo how much its similarity to the own person's bare and masked photos speaks for a stranger. What a similarity
 * means is learnt from the set itself, for bare and for masked photos: from all photos with their own person against the same photos
 * with others. Few wrong photos among many right ones do not change that.
 *
 * @param photos of one set
 */
export function findIdentityOutliers(photos: readonly IdentityPhoto[]): IdentityCheck {
  const standingAmong = { bare: mateStandings(photos, 'bare'), masked: mateStandings(photos, 'masked') }
  const rng = createRng('identity outliers')
  const looks = photos.map(({ masked }, i) => {
    const [bare, covered] = [standingAmong.bare(i), standingAmong.masked(i)]
    const names = [...((bare ?? covered)?.strangers.keys() ?? [])]
    const strangers = Array.from({ length: Math.min(strangersEach, names.length) }, (): Claim => {
      const name = rng.pick(names)
      return { bare: bare?.strangers.get(name) ?? null, masked: covered?.strangers.get(name) ?? null }
    })
    const shown = bare ?? covered
    const told =
      shown === null ? null : { own: shown.own, strangersCloser: shown.strangersCloser, closest: shown.closest }
    return { masked, own: { bare: bare?.standing ?? null, masked: covered?.standing ?? null }, strangers, told }
  })
  const weigh = {
    bare: learn(looks.filter(({ masked }) => !masked)),
    masked: learn(looks.filter(({ masked }) => masked)),
  }
  const evidence = looks.map(({ masked, own }) => weigh[masked ? 'masked' : 'bare'](own))
  const outliers = looks.flatMap(({ told }, photo): IdentityOutlier[] => {
    const against = evidence[photo] ?? null
    return told === null || against === null || against < leastStrangerEvidence
      ? []
      : [{ photo, evidence: against, ...told }]
  })
  outliers.sort((a, b) => b.evidence - a.evidence || a.photo - b.photo)
  return { outliers, evidence }
}

/** @returns the evidence for a stranger of a claim; null where it cannot be told */
function learn(
  looks: readonly { readonly own: Claim; readonly strangers: readonly Claim[] }[],
): (claim: Claim) => number | null {
  const known = views.flatMap((view) => {
    const own = looks.map((look) => look.own).filter((claim) => isKnown(claim, view))
    const strangers = looks.flatMap((look) => look.strangers).filter((claim) => isKnown(claim, view))
    if (own.length < leastExamples || strangers.length < leastExamples) return []
    const claims = [...own, ...strangers]
    const { weights, offset } = fitLogistic({
      features: view.map((kind) => claims.map((claim) => claim[kind]!)),
      isGenuine: claims.map((_, i) => i < own.length),
    })
    return [{ view, weights, offset }]
  })
  return (claim) => {
    const usable = known.find(({ view }) => isKnown(claim, view))
    if (usable === undefined) return null
    const { view, weights, offset } = usable
    return -view.reduce((sum, kind, k) => sum + weights[k]! * claim[kind]!, offset) / Math.LN10
  }
}

function isKnown(claim: Claim, view: readonly PhotoKind[]): boolean {
  return view.every((kind) => claim[kind] !== null)
}
