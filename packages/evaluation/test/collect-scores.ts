import { openBytes } from '../src/score-files/byte-source.ts'
import { fileKind } from '../src/score-files/file-signature.ts'
import { readNpyScores } from '../src/score-files/read-npy-scores.ts'
import { type ReadTextScoresOptions, readTextScores } from '../src/score-files/read-scores.ts'

export interface CollectedScores {
  readonly format: string
  readonly attacks: number
  readonly rows: readonly CollectedRow[]
}

export interface CollectedRow {
  readonly score: number
  readonly genuine: boolean
  readonly referencePerson: string | null
  readonly probePerson: string | null
  readonly reference: string | null
  readonly probe: string | null
  readonly setting: string | null
}

/** Reads a whole score file, in chunks of `chunkBytes`. */
export async function collectScores(
  content: string | Uint8Array,
  options: Partial<ReadTextScoresOptions> = {},
  chunkBytes = 1 << 20,
): Promise<CollectedScores> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const file = options.file ?? 'scores.txt'
  const opened = await openBytes(
    (async function* () {
      for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes)
    })(),
    Math.max(chunkBytes, bytes.includes(10) ? bytes.indexOf(10) + 1 : bytes.length), // the first line at least, so that all else comes in pieces
  )
  const reading =
    fileKind(opened.head, file) === 'npy'
      ? readNpyScores({ file, opened, genuine: options.genuine ?? true })
      : readTextScores({ kept: 'all', ...options, file, opened })
  const rows: CollectedRow[] = []
  const numbers: {
    row: Record<string, unknown>
    key: string
    index: number
    of: 'people' | 'pictures' | 'settings'
  }[] = []
  for await (const chunk of reading.chunks) {
    for (let i = 0; i < chunk.scores.length; i++) {
      const row = {
        score: chunk.scores[i]!,
        genuine: chunk.genuine[i] === 1,
        referencePerson: null,
        probePerson: null,
        reference: null,
        probe: null,
        setting: null,
      }
      rows.push(row)
      const name = (key: keyof typeof row, column: Int32Array | null, of: 'people' | 'pictures' | 'settings') => {
        if (column !== null) numbers.push({ row, key, index: column[i]!, of })
      }
      name('referencePerson', chunk.referencePerson, 'people')
      name('probePerson', chunk.probePerson, 'people')
      name('reference', chunk.reference, 'pictures')
      name('probe', chunk.probe, 'pictures')
      name('setting', chunk.setting, 'settings')
    }
  }
  const names = { people: reading.people(), pictures: reading.pictures(), settings: reading.settings() }
  for (const { row, key, index, of } of numbers) row[key] = names[of][index]
  return { format: reading.format, attacks: reading.attacks(), rows }
}
