/** How any layout is opened. */
export interface OpenOptions {
  /** Default: the folder's or the file's own name. */
  readonly name?: string
  readonly signal?: AbortSignal
}
