import type { PersonKeyRule, SetOverlap } from '@maskmirror/datasets'

/** A photo of one of the sets. */
export interface PhotoOfSet {
  readonly set: string
  readonly photo: string
  readonly person: string
  readonly masked: boolean
}

/** Pictures that come from one photo. */
export interface DuplicateGroup {
  /** The same bytes, the same picture stored in another way, or the same face cut out of one photo in another way; the weakest that joins the group. */
  readonly kind: 'same-file' | 'same-picture' | 'same-face'
  /** How far apart they lie: under several names is worst, because at least one name is wrong. */
  readonly across: 'person' | 'sets' | 'people'
  readonly photos: readonly PhotoOfSet[]
}

/** A photo whose mask flag is not what a model decides. */
export interface FlagSuspect extends PhotoOfSet {
  /** That a mask is worn, 0..1. */
  readonly probability: number
}

/** A photo that looks less like its person than like strangers. */
export interface IdentitySuspect extends PhotoOfSet {
  /** Decimal logarithm of how many times likelier its similarities are of a stranger than of the person: 1 for ten times. */
  readonly evidence: number
  /** Mean cosine to the person's other bare photos; to the masked ones where there is no bare one. */
  readonly own: number
  /** Share of other people of the set whose photos of that kind are closer, 0..1. */
  readonly strangersCloser: number
  readonly closestPerson: string
  readonly closestSimilarity: number
}

/** A person whose bare photos, or whose masked ones, together look more like strangers; two of them at least. */
export interface PersonSuspect {
  readonly set: string
  readonly person: string
  readonly masked: boolean
  /** Sum over the photos, as if each said something of its own: see `IdentitySuspect`. */
  readonly evidence: number
  /** Photos of that kind that are likelier of a stranger, however little. */
  readonly suspects: readonly string[]
  readonly checked: number
}

export interface SetHealth {
  readonly name: string
  /** Of the set that was looked at. */
  readonly checksum: string
  readonly people: number
  readonly photos: number
  readonly masked: number
  readonly unreadable: number
  /** By why no face was found; null when nobody looked. */
  readonly withoutFace: Readonly<Record<string, number>> | null
  /** Photos whose mask flag was compared, and those that the model was not sure of; null when nobody decided. */
  readonly flags: { readonly checked: number; readonly unsure: number } | null
  /** null without a recogniser. */
  readonly identities: { readonly checked: number; readonly unchecked: number } | null
}

/** What is wrong, or may be, with one or several sets. Suspects are to be looked at, not to be believed. */
export interface HealthReport {
  readonly version: 2
  readonly sets: readonly SetHealth[]
  readonly personNames: PersonKeyRule
  /** Names of who looked; null for what was not there. */
  readonly tools: {
    readonly finder: string | null
    readonly recogniser: string | null
    readonly maskDecider: string | null
  }
  readonly unreadable: readonly (PhotoOfSet & { readonly reason: string; readonly detail: string })[]
  /** Several names first, then several sets. */
  readonly duplicates: readonly DuplicateGroup[]
  /** The surest first. */
  readonly maskFlags: readonly FlagSuspect[]
  /** The most suspect first. */
  readonly identities: readonly IdentitySuspect[]
  readonly people: readonly PersonSuspect[]
  readonly overlap: readonly SetOverlap[]
  readonly notes: readonly string[]
}
