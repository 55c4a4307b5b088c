/**
 * Pictures of one pass; values in 0..255, RGB, rows first: count · side · side · 3. Where a recogniser is adapted, what it made of
 * them at its feature map: count · height · width · channels.
 */
export interface FaceBatch {
  /** Class index of each picture. */
  readonly labels: readonly number[]
  readonly unmasked: Float32Array
  /** The same pictures in the same order with a synthetic mask; same crop, same flip. */
  readonly masked: Float32Array
  /** Unit embeddings that an adapted recogniser gave of the unmasked pictures before, one after another; else absent. */
  readonly original?: Float32Array
  /** Real faces known by their mask alone; null where there are none. */
  readonly real: { readonly pictures: Float32Array; readonly isMasked: readonly boolean[] } | null
}

/** Where a training takes its pictures from. */
export interface FaceSource {
  /** Number of people. */
  readonly classes: number
  /** What is learned from, for the record: another checksum is another training. */
  readonly checksum: string
  /** The pictures of one pass, depending on nothing but its number: so a resumed training sees the same. */
  batch(pass: number): Promise<FaceBatch>
}
