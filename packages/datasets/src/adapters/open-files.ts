import type { Dataset, PhotoPair } from '#dataset.ts'
import { assembleDataset } from '#folder/assemble-dataset.ts'
import { hashFiles } from '#folder/hash-files.ts'
import type { PhotoLabel } from '#folder/photo-label.ts'
import { readPhotoFile } from '#folder/read-photo-file.ts'

/** A photo in a file of its own. */
export interface LabelledFile {
  readonly id: string
  /** Absolute. */
  readonly path: string
  readonly label: PhotoLabel
}

/**
 * Makes a set of labelled picture files; each is read once for the checksum.
 *
 * @throws DatasetError `unreadable-photo` or `file-too-large`; the signal's reason when aborted
 */
export async function openFiles(
  set: {
    readonly name: string
    readonly what: string
    readonly files: readonly LabelledFile[]
    readonly pairs: readonly PhotoPair[] | null
    readonly notes: readonly string[]
  },
  signal?: AbortSignal,
): Promise<Dataset> {
  const { files, ...others } = set
  const contents = await hashFiles(
    files.map(({ path }) => path),
    signal,
  )
  return assembleDataset({
    ...others,
    photos: files.map(({ id, path, label }, i) => ({
      photo: { id, ...label, load: () => readPhotoFile(path), landmarks: null },
      sha256: contents[i]!,
    })),
  })
}
