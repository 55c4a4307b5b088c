/**
 * Some comparisons of a score file, in its order. Arrays of equal length; people, pictures and settings are numbers that a
 * {@link ScoreFileNames} turns into names.
 */
export interface ScoreChunk {
  /** As in the file: a distance stays a distance. Finite. */
  readonly scores: Float64Array
  /** 1 for a pair of one person, 0 for a pair of two. */
  readonly genuine: Uint8Array
  /** Null when the file does not say, or was not asked. */
  readonly referencePerson: Int32Array | null
  readonly probePerson: Int32Array | null
  readonly reference: Int32Array | null
  readonly probe: Int32Array | null
  /** Null when the file has one setting only. */
  readonly setting: Int32Array | null
}

/** The names behind the numbers; complete when the file has been read. */
export interface ScoreFileNames {
  /** Both sides share their numbers. */
  people(): string[]
  /** Pictures or templates; both sides share their numbers. */
  pictures(): string[]
  settings(): string[]
}

/** How much of a comparison's identity is kept: memory grows with the number of names. */
export type KeptNames = 'none' | 'people' | 'all'
