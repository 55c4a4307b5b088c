import type { Stats } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, extname, join, resolve, sep } from 'node:path'
import { PictureFolderError } from './error.ts'

/** A picture file of the input. */
export interface PictureFile {
  /** Relative to the input folder, with `/`; the name alone when the input is a file. */
  readonly file: string
  /** Absolute. */
  readonly path: string
}

export interface PictureListing {
  /** The folder that the names are relative to, absolute. */
  readonly root: string
  /** Sorted by name in code-unit order. */
  readonly pictures: readonly PictureFile[]
  /** What lies there and is not taken: other files, names that begin with a dot, links to folders or to nothing. */
  readonly ignored: number
}

/** Endings of the bitmap formats that may be read, in lower case; what a file holds is found when it is read. */
const pictureExtensions: ReadonlySet<string> = new Set([
  '.avif',
  '.bmp',
  '.gif',
  '.heic',
  '.heif',
  '.jfif',
  '.jpe',
  '.jpeg',
  '.jpg',
  '.jxl',
  '.png',
  '.tif',
  '.tiff',
  '.webp',
])

/**
 * Finds pictures in a folder and all below it, or takes one file whatever it is called. A link to a file counts as the
 * file; a link to a folder is not followed, since it may lead in a circle.
 *
 * @throws PictureFolderError `input-missing`
 */
export async function listPictures(input: string): Promise<PictureListing> {
  const path = resolve(input)
  const found = await stat(path).catch((cause: unknown) => {
    throw missing(path, cause)
  })
  if (found.isFile()) {
    return { root: dirname(path), pictures: [{ file: basename(path), path }], ignored: 0 }
  }
  const pictures: PictureFile[] = []
  let ignored = 0
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    throw missing(path, cause)
  })
  for (const entry of entries) {
    if (entry.isDirectory()) continue
    const full = join(entry.parentPath, entry.name)
    const file = full.slice(path.length + (path.endsWith(sep) ? 0 : 1)).replaceAll(sep, '/')
    const hidden = file.split('/').some((part) => part.startsWith('.'))
    const isPicture = !hidden && pictureExtensions.has(extname(entry.name).toLowerCase())
    if (isPicture && (entry.isFile() || (entry.isSymbolicLink() && (await isFile(full))))) {
      pictures.push({ file, path: full })
    } else {
      ignored++
    }
  }
  pictures.sort((a, b) => (a.file < b.file ? -1 : 1))
  return { root: path, pictures, ignored }
}

async function isFile(path: string): Promise<boolean> {
  const found: Stats | null = await stat(path).catch(() => null)
  return found?.isFile() ?? false
}

function missing(path: string, cause: unknown): PictureFolderError {
  const why = cause instanceof Error ? cause.message : String(cause)
  return new PictureFolderError({
    code: 'input-missing',
    message: `Expected a picture or a folder of pictures at ${path} but ${why}`,
    details: { path },
    cause,
  })
}
