import { concatenate } from '@maskmirror/core'
import { scoreFileError } from './score-file-error.ts'

/** Bytes; longer lines are refused, so that a file without line ends is not read into memory (our choice). */
export const longestLine = 65_536

const newLine = 10

/**
 * Cuts a stream at line ends: each piece holds whole lines with their line feeds, the last one may lack it. Nothing is copied but
 * the line that two chunks share.
 *
 * @param file the file's name, for messages
 * @param lineNow number of the first line that the reader has not seen, for messages
 * @throws EvaluationError `score-file-malformed` for a line that is too long
 */
export async function* wholeLines(
  source: AsyncIterable<Uint8Array>,
  file: string,
  lineNow: () => number,
): AsyncGenerator<Uint8Array> {
  let begun: Uint8Array[] = [] // the line that is not complete yet
  let begunLength = 0
  for await (const bytes of source) {
    const end = bytes.lastIndexOf(newLine) + 1
    let from = 0
    if (begunLength > 0 && end > 0) {
      from = bytes.indexOf(newLine) + 1
      yield concatenate(Uint8Array, [...begun, bytes.subarray(0, from)])
      begun = []
      begunLength = 0
    }
    if (end > from) yield bytes.subarray(from, end)
    const rest = bytes.subarray(Math.max(from, end))
    if (rest.length === 0) continue
    begun.push(rest.slice()) // a copy: who reads a file may use the buffer again
    begunLength += rest.length
    if (begunLength > longestLine) {
      throw scoreFileError(file, lineNow(), lineRule, new TextDecoder('latin1').decode(begun[0]!.subarray(0, 40)))
    }
  }
  if (begunLength > 0) yield concatenate(Uint8Array, begun)
}

export const lineRule = `a line of at most ${longestLine} bytes`
