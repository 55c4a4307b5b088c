/** One appearance of a person: a bare photo and its masked counterpart. */
export interface View {
  readonly person: string
  /** Photo id; null when this appearance exists only masked. */
  readonly bare: string | null
  /** Photo id of a photo on which a mask is really worn. Null: with synthetic masks it is to be drawn on `bare`, with real masks there is none. */
  readonly masked: string | null
}

/** A comparison between two views, each by its index in the protocol. */
export interface ViewPair {
  readonly reference: number
  readonly probe: number
  readonly genuine: boolean
  /** The fold of a list that is made of folds, from 0; absent for other lists. */
  readonly fold?: number
  /** What the set's own pair list says of the pair, by column; absent when it says nothing. */
  readonly attributes?: Readonly<Record<string, string>>
}

/** The one pair list from which the scores of all settings come. */
export interface PairProtocol {
  /** Where masks come from: drawn on the bare photo of the view, or the view's own masked photo. */
  readonly maskSource: 'synthetic' | 'real'
  readonly views: readonly View[]
  readonly pairs: readonly ViewPair[]
  /** Views of no pair that identification searches or searches in, by index; absent when there are none. */
  readonly searchOnly?: readonly number[]
  /** What was chosen, left out or is impossible, in sentences. */
  readonly notes: readonly string[]
}
