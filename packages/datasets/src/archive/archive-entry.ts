/** What an archive holds, one at a time in its order; the content must be read before the next one. */
export interface ArchiveEntry {
  readonly name: string
  /** `other`: a link, a device or whatever else is neither. */
  readonly kind: 'file' | 'folder' | 'other'
  readonly content: AsyncIterable<Uint8Array>
}

export interface ReadArchiveOptions {
  /** Called with how many bytes of the archive are done. */
  readonly onBytes: (count: number) => void
  readonly signal?: AbortSignal | undefined
}
