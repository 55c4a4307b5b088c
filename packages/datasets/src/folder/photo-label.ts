/** What a list of labels says of one photo. */
export interface PhotoLabel {
  readonly person: string
  readonly masked: boolean
  readonly attributes?: Readonly<Record<string, string>>
}
