import type { OpenedBytes } from './byte-source.ts'
import { chunkSize } from './chunk-builder.ts'
import { npyHeader } from './npy.ts'
import type { ScoreReading } from './read-scores.ts'
import { scoreFileError } from './score-file-error.ts'

/**
 * Reads the scores of one class from a NumPy array with one axis (or one column), as a stream.
 *
 * @throws EvaluationError `score-file-malformed` as `npyHeader`, for other shapes, for values that are missing or not finite
 */
export function readNpyScores({
  file,
  opened,
  genuine,
}: {
  file: string
  opened: OpenedBytes
  genuine: boolean
}): ScoreReading {
  const { type, shape, bytesBefore } = npyHeader(opened.head, file)
  if (shape.length === 0 || shape.slice(1).some((size) => size !== 1)) {
    throw scoreFileError(file, null, 'an array of scores with one axis', `shape (${shape.join(', ')})`)
  }
  const width = type === 'float32' ? 4 : 8
  return {
    format: 'npy',
    hasPeople: false,
    chunks: (async function* () {
      let skip = bytesBefore
      let done = 0
      let rest = new Uint8Array(0) // a value that two chunks share
      for await (const bytes of opened.bytes) {
        const from = Math.min(skip, bytes.length)
        skip -= from
        const joined = new Uint8Array(rest.length + bytes.length - from)
        joined.set(rest)
        joined.set(bytes.subarray(from), rest.length)
        const whole = Math.min(Math.floor(joined.length / width), shape[0]! - done)
        rest = joined.slice(whole * width)
        const values =
          type === 'float32' ? new Float32Array(joined.buffer, 0, whole) : new Float64Array(joined.buffer, 0, whole)
        for (let start = 0; start < whole; start += chunkSize) {
          const scores = Float64Array.from(values.subarray(start, Math.min(whole, start + chunkSize)))
          const bad = scores.findIndex((score) => !Number.isFinite(score))
          if (bad >= 0) {
            throw scoreFileError(file, null, `value ${done + start + bad} to be finite`, String(scores[bad]))
          }
          yield {
            scores,
            genuine: new Uint8Array(scores.length).fill(Number(genuine)),
            referencePerson: null,
            probePerson: null,
            reference: null,
            probe: null,
            setting: null,
          }
        }
        done += whole
      }
      if (done < shape[0]!) throw scoreFileError(file, null, `${shape[0]} values`, `${done} values`)
      if (done === 0) throw scoreFileError(file, null, 'at least one comparison', 'none')
    })(),
    forgetNames: () => {},
    nameCounts: () => ({ people: 0, pictures: 0 }),
    attacks: () => 0,
    people: () => [],
    pictures: () => [],
    settings: () => [],
  }
}
