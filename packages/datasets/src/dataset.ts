import type { Landmarks } from '@maskmirror/core'

/** Points that are known exactly, because the picture was made from them. */
export interface ExactLandmarks {
  readonly ibug68: Landmarks
  readonly arcface5: Landmarks
}

/** One photo of one person. */
export interface Photo {
  /** Unique in its set: the posix path relative to the folder, such as `anna/0001.jpg`. */
  readonly id: string
  /** Name of the person, as the labels say, else the folder. */
  readonly person: string
  /** Whether a mask is really worn on the photo. */
  readonly masked: boolean
  /** What further columns of the labels say, by column; absent when they say nothing. */
  readonly attributes?: Readonly<Record<string, string>>
  /**
   * The bytes of the picture file, not decoded.
   *
   * @throws DatasetError `unreadable-photo` or `cache-unwritable`
   */
  readonly load: () => Promise<Uint8Array>
  /** Null for photographs. */
  readonly landmarks: ExactLandmarks | null
}

/** One comparison of a pair list, by photo id. */
export interface PhotoPair {
  readonly reference: string
  readonly probe: string
  /** Whether both photos are of one person. */
  readonly genuine: boolean
  /** The fold of a list that is made of folds, from 0; absent for other lists. */
  readonly fold?: number
  /** What further columns of the pair list say, by column; absent when they say nothing. */
  readonly attributes?: Readonly<Record<string, string>>
}

/** A set of photos with what is known about them. */
export interface Dataset {
  readonly name: string
  readonly kind: 'generated' | 'folder'
  /** One sentence for people: what it is, how many people and photos. */
  readonly description: string
  /** SHA-256 in hex over ids, labels, pair list and contents: equal sets have equal checksums wherever they lie. */
  readonly checksum: string
  /** Sorted by id in code-unit order. */
  readonly photos: readonly Photo[]
  /** The set's own pair list in its order; null when it has none. */
  readonly pairs: readonly PhotoPair[] | null
  /** SPDX name or a sentence; null when nothing is known. */
  readonly licence: string | null
  /** What a person should know before trusting a number, such as how many files were ignored. */
  readonly notes: readonly string[]
}
