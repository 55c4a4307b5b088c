import { type FileHandle, open } from 'node:fs/promises'
import { npyHeader } from '@maskmirror/evaluation/score-files'
import { AllPairsError } from './error.ts'

/** A matrix of embeddings in a file, not read yet. */
export interface EmbeddingsFile {
  readonly count: number
  readonly dimension: number
  /**
   * Reads the rows one after the other, a few at a time.
   *
   * @param values [dimension]; used again for the next row
   */
  readRows(use: (row: number, values: Float32Array | Float64Array) => void): Promise<void>
}

/** Bytes that are read at once (our choice). */
const chunkBytes = 4 * 2 ** 20

/** What `npyHeader` needs at most of a file that NumPy wrote. */
const headBytes = 65_536

/**
 * Opens a `.npy` matrix [count, dimension] of float32 or float64.
 *
 * @throws AllPairsError `bad-embeddings-file` for no file, another format or shape, and values that are missing;
 *   EvaluationError `score-file-malformed` for other types of numbers
 */
export async function openEmbeddingsFile(path: string): Promise<EmbeddingsFile> {
  await using file = await openFile(path)
  const { size } = await file.stat()
  const head = Buffer.alloc(Math.min(size, headBytes))
  await file.read(head, 0, head.length, 0)
  if (head.subarray(0, 6).toString('latin1') !== '\x93NUMPY')
    throw badFile(path, 'a NumPy array (.npy)', 'another file')
  const { type, shape, bytesBefore } = npyHeader(head, path)
  const [count, dimension] = shape
  if (shape.length !== 2 || count === undefined || dimension === undefined || count === 0 || dimension === 0) {
    throw badFile(path, 'a matrix with a row for each embedding', `shape (${shape.join(', ')})`)
  }
  const width = type === 'float32' ? 4 : 8
  const rows = Math.floor((size - bytesBefore) / width / dimension)
  if (rows < count) throw badFile(path, `${count} rows of ${dimension} numbers`, `${rows} whole rows`)
  return {
    count,
    dimension,
    readRows: async (use) => {
      await using reading = await openFile(path)
      const rowBytes = dimension * width
      const rowsAtOnce = Math.max(1, Math.floor(chunkBytes / rowBytes))
      const bytes = new ArrayBuffer(rowsAtOnce * rowBytes)
      const values = type === 'float32' ? new Float32Array(bytes) : new Float64Array(bytes)
      for (let first = 0; first < count; first += rowsAtOnce) {
        const rowsNow = Math.min(rowsAtOnce, count - first)
        await readWhole(reading, path, new Uint8Array(bytes, 0, rowsNow * rowBytes), bytesBefore + first * rowBytes)
        for (let i = 0; i < rowsNow; i++) use(first + i, values.subarray(i * dimension, (i + 1) * dimension))
      }
    },
  }
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r')
  } catch (cause) {
    throw badFile(path, 'a file of embeddings', cause instanceof Error ? cause.message : String(cause))
  }
}

async function readWhole(file: FileHandle, path: string, target: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < target.length; ) {
    const { bytesRead } = await file.read(target, done, target.length - done, position + done)
    if (bytesRead === 0) throw badFile(path, 'to be read to its end', 'fewer bytes than before')
    done += bytesRead
  }
}

function badFile(path: string, expected: string, received: string): AllPairsError {
  return new AllPairsError({
    code: 'bad-embeddings-file',
    message: `${path}: expected ${expected} but received ${received}`,
    details: { path },
  })
}
