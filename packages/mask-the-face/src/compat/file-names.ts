/** What can be written here; OpenCV knows more, by names that no picture of the original's two kinds leads to. */
export type WriteFormat = 'png' | 'jpeg'

/** Whether the original takes a path for a picture: by its last three characters, whatever is before them. */
export function isPicturePath(path: string): boolean {
  return ['png', 'PNG', 'jpg', 'JPG'].includes(path.slice(-4).slice(1))
}

/**
 * The name that the original writes: what is before the first dot, the type, and what is between the first two dots as
 * extension, so that a name or a path with several dots comes out broken.
 *
 * @param folder written before it, with its slash; in single-file mode empty, and `name` is the whole path
 */
export function outputPath(folder: string, name: string, type: string): string {
  const [stem, extension] = name.split('.')
  return extension === undefined ? `${folder}${stem}_${type}` : `${folder}${stem}_${type}.${extension}`
}

/** How a path is written, by what is behind its last dot; null where the original stops because it has no writer. */
export function formatOf(path: string): WriteFormat | null {
  const extension = /\.([A-Za-z0-9]+)$/.exec(path)?.[1]?.toLowerCase()
  if (extension === 'png') return 'png'
  return extension === 'jpg' || extension === 'jpeg' || extension === 'jpe' ? 'jpeg' : null
}
