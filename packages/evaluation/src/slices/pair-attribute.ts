/** Something known about every pair of a list, by which results are sliced. Element i belongs to pair i; null where it is not known. */
export type PairAttribute = {
  /** A short word, such as `mask-colour`. */
  readonly name: string
  /** For people: `Mask colour of the probe`. */
  readonly label: string
} & (
  | { readonly kind: 'category'; readonly values: readonly (string | null)[] }
  | {
      readonly kind: 'number'
      /** Empty for a number without one. */
      readonly unit: string
      /** Finite. */
      readonly values: readonly (number | null)[]
      /** Ascending limits between slices; a value on a limit belongs to the upper slice. Default: quarters of the values. */
      readonly edges?: readonly number[]
    }
)
