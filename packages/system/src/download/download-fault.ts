/** What goes wrong with a transfer. */
export interface DownloadFault {
  readonly kind: 'no-answer' | 'refused' | 'wrong-size' | 'broken-off' | 'disk'
  readonly message: string
  readonly details: Readonly<Record<string, unknown>>
  readonly cause?: unknown
}

/** The error of the caller's package for a fault. */
export type ErrorOfFault = (fault: DownloadFault) => Error

/** How a transfer is watched, stopped, and what its errors are. */
export interface Transfer {
  /** Called once with the bytes that were there before and the size of the whole file, null when unknown. */
  readonly onStart: (already: number, total: number | null) => void
  readonly onBytes: (count: number) => void
  readonly signal?: AbortSignal | undefined
  readonly errorOf: ErrorOfFault
}
