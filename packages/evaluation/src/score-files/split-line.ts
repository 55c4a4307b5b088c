const quote = 34

/** Cells of a line, as places in `bytes`: the line itself, or a copy in which quotes are resolved. */
export interface SplitLine {
  bytes: Uint8Array
  /** Cells found; those beyond the room of the arrays are counted only. */
  count: number
  readonly starts: Int32Array
  readonly ends: Int32Array
}

/** @param columns room for cells */
export function createSplitLine(columns: number): SplitLine {
  return { bytes: new Uint8Array(0), count: 0, starts: new Int32Array(columns), ends: new Int32Array(columns) }
}

/**
 * Cuts a line without quotes at its separators; every separator ends a cell, so two in a row make an empty one.
 *
 * @param separator 0 for a line of one cell
 */
export function splitPlain(into: SplitLine, bytes: Uint8Array, start: number, end: number, separator: number): void {
  const { starts, ends } = into
  const room = starts.length
  let count = 0
  let from = start
  for (let i = start; i < end; i++) {
    if (bytes[i] !== separator) continue
    if (count < room) {
      starts[count] = from
      ends[count] = i
    }
    count++
    from = i + 1
  }
  if (count < room) {
    starts[count] = from
    ends[count] = end
  }
  into.bytes = bytes
  into.count = count + 1
}

/**
 * The same for a line with quotes (RFC 4180): a cell may stand in double quotes and then hold separators, and quotes doubled.
 *
 * @returns false when a quote is not closed, or text follows a closed one
 */
export function splitQuoted(
  into: SplitLine,
  bytes: Uint8Array,
  start: number,
  end: number,
  separator: number,
): boolean {
  const copy = new Uint8Array(end - start)
  let length = 0
  let count = 0
  let i = start
  for (;;) {
    const from = length
    if (bytes[i] === quote && i < end) {
      i++
      for (;;) {
        if (i >= end) return false
        if (bytes[i] === quote) {
          if (bytes[i + 1] !== quote || i + 1 >= end) break
          i++
        }
        copy[length++] = bytes[i++]!
      }
      i++
      if (i < end && bytes[i] !== separator) return false
    } else {
      while (i < end && bytes[i] !== separator) copy[length++] = bytes[i++]!
    }
    if (count < into.starts.length) {
      into.starts[count] = from
      into.ends[count] = length
    }
    count++
    if (i >= end) break
    i++
  }
  into.bytes = copy
  into.count = count
  return true
}
