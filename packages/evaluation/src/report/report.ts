/** Tables for people with what explains them. */
export interface Report {
  readonly sections: readonly ReportSection[]
  /** Full sentences that explain signs used in the sections. */
  readonly notes: readonly string[]
}

/** A table of texts under a title, before it is laid out for a terminal or a page. */
export interface ReportSection {
  readonly title: string
  /** Names with their unit. The first column is text, the others are numbers. */
  readonly columns: readonly string[]
  /** Each as long as `columns`. */
  readonly rows: readonly (readonly string[])[]
}
