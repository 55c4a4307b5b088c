import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ShownScores } from '@maskmirror/evaluation/score-sets'

/**
 * Scores that are too many to hold: written to a temporary file as they come, nine bytes each and eight more where people are known, and
 * read as often as needed.
 */
export interface ScoreScratch {
  /** Comparisons without people, once, make those of all others forgotten. */
  append(shown: ShownScores): Promise<void>
  /** All of them from the first on. The arrays are filled anew for each piece. */
  read(): AsyncGenerator<ShownScores>
  readonly count: number
  /** Whether people of all comparisons are known. */
  readonly hasPeople: boolean
  /** Removes the file. */
  close(): Promise<void>
}

/** Scores of one piece that is read (our choice: half a megabyte). */
const pieceScores = 65_536

export async function createScoreScratch(): Promise<ScoreScratch> {
  const folder = await mkdtemp(join(tmpdir(), 'maskmirror-scores-'))
  const scores = await open(join(folder, 'scores'), 'w+')
  const genuine = await open(join(folder, 'genuine'), 'w+')
  const reference = await open(join(folder, 'reference'), 'w+')
  const probe = await open(join(folder, 'probe'), 'w+')
  let count = 0
  let hasPeople = true
  return {
    append: async (shown) => {
      await write(scores, shown.scores, count * 8)
      await write(genuine, shown.genuine, count)
      if (shown.people === null) hasPeople = false
      else if (hasPeople) {
        await write(reference, shown.people.reference, count * 4)
        await write(probe, shown.people.probe, count * 4)
      }
      count += shown.scores.length
    },
    read: async function* () {
      const whole = { scores: new Float64Array(pieceScores), genuine: new Uint8Array(pieceScores) }
      const people = { reference: new Int32Array(pieceScores), probe: new Int32Array(pieceScores) }
      for (let from = 0; from < count; from += pieceScores) {
        const length = Math.min(pieceScores, count - from)
        const shown = { scores: whole.scores.subarray(0, length), genuine: whole.genuine.subarray(0, length) }
        await read(scores, shown.scores, from * 8)
        await read(genuine, shown.genuine, from)
        if (hasPeople) {
          await read(reference, people.reference.subarray(0, length), from * 4)
          await read(probe, people.probe.subarray(0, length), from * 4)
        }
        yield { ...shown, people: hasPeople ? people : null }
      }
    },
    get count() {
      return count
    },
    get hasPeople() {
      return hasPeople
    },
    close: async () => {
      for (const file of [scores, genuine, reference, probe]) await file.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function write(file: FileHandle, values: Float64Array | Uint8Array | Int32Array, at: number): Promise<void> {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, at + done)
    done += bytesWritten
  }
}

async function read(file: FileHandle, values: Float64Array | Uint8Array | Int32Array, at: number): Promise<void> {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
  for (let done = 0; done < bytes.length; ) {
    const { bytesRead } = await file.read(bytes, done, bytes.length - done, at + done)
    if (bytesRead === 0) throw new TypeError('Expected the temporary file of scores to keep its length') // nobody else writes it
    done += bytesRead
  }
}
