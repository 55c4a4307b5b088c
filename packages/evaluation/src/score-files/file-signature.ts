import { scoreFileError } from './score-file-error.ts'

/** What a file is by its first bytes. */
export type FileKind = 'text' | 'npy' | 'parquet'

const refused: readonly { bytes: readonly number[]; what: string; advice: string }[] = [
  {
    bytes: [0x1f, 0x8b],
    what: 'a gzip archive',
    advice: 'unpack it first, or pipe it: gunzip -c FILE | maskmirror scores -',
  },
  { bytes: [0x50, 0x4b, 0x03, 0x04], what: 'a zip archive (.npz is one too)', advice: 'unpack it first' },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], what: 'a Zstandard archive', advice: 'unpack it first' },
  { bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a], what: 'an xz archive', advice: 'unpack it first' },
  { bytes: [0x42, 0x5a, 0x68], what: 'a bzip2 archive', advice: 'unpack it first' },
  { bytes: [0xff, 0xfe], what: 'UTF-16 text', advice: 'save it as UTF-8' },
  { bytes: [0xfe, 0xff], what: 'UTF-16 text', advice: 'save it as UTF-8' },
  { bytes: [0x80, 0x02], what: 'a Python pickle', advice: 'pickles can run code; save arrays with numpy.save' },
  { bytes: [0x80, 0x03], what: 'a Python pickle', advice: 'pickles can run code; save arrays with numpy.save' },
  { bytes: [0x80, 0x04], what: 'a Python pickle', advice: 'pickles can run code; save arrays with numpy.save' },
]

/**
 * Tells text, NumPy arrays and Parquet apart.
 *
 * @param head the beginning of the file
 * @throws EvaluationError `score-file-malformed` for an empty file, an archive, UTF-16 and other binary files
 */
export function fileKind(head: Uint8Array, file: string): FileKind {
  if (head.length === 0) throw scoreFileError(file, null, 'scores', 'an empty file')
  const startsWith = (bytes: readonly number[]) => bytes.every((byte, i) => head[i] === byte)
  if (startsWith([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59])) return 'npy'
  if (startsWith([0x50, 0x41, 0x52, 0x31])) return 'parquet'
  const known = refused.find(({ bytes }) => startsWith(bytes))
  if (known !== undefined) throw scoreFileError(file, null, 'text, .npy or Parquet', known.what, known.advice)
  if (head.subarray(0, 1024).includes(0)) throw scoreFileError(file, null, 'text, .npy or Parquet', 'a binary file')
  return 'text'
}
