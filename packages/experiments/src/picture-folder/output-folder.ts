import { realpath } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { makeFolder } from '@maskmirror/storage'
import { PictureFolderError } from './error.ts'
import type { PictureListing } from './list-pictures.ts'

/** Where outputs may be written, and nowhere else. */
export interface OutputFolder {
  /** Absolute. */
  readonly path: string
  /**
   * Absolute path of a file in it; its folder is made.
   *
   * @throws PictureFolderError `bad-output-folder` when a link leads out of the output folder
   */
  fileFor(name: string): Promise<string>
}

/**
 * Refuses an output folder that would be read again as input, or whose files would replace the input.
 *
 * @returns its absolute path with links followed as far as it exists
 * @throws PictureFolderError `bad-output-folder`
 */
export async function checkOutputFolder(output: string, { root }: PictureListing, isFolder: boolean): Promise<string> {
  const out = await realPathOf(resolve(output))
  const input = await realpath(root)
  if (out === input || (isFolder && (isInside(out, input) || isInside(input, out)))) {
    throw new PictureFolderError({
      code: 'bad-output-folder',
      message: `Expected --out to be a folder apart from the input but ${out} and ${input} overlap: outputs would be read as inputs or replace them`,
      details: { out, input },
    })
  }
  return out
}

/** @param path of `checkOutputFolder`; made when missing */
export async function openOutputFolder(path: string): Promise<OutputFolder> {
  await makeOutputFolder(path)
  const real = await realpath(path)
  const folders = new Map<string, Promise<void>>()
  const prepare = async (folder: string) => {
    // checked from the top down, so that nothing is made behind a link that leads out
    if (folder !== real) await prepared(dirname(folder))
    await makeOutputFolder(folder)
    const target = await realpath(folder)
    if (target === folder) return
    throw new PictureFolderError({
      code: 'bad-output-folder',
      message: `Expected folders in --out to be no links but ${folder} leads to ${target}`,
      details: { folder, target },
    })
  }
  const prepared = (folder: string): Promise<void> => {
    const known = folders.get(folder)
    if (known !== undefined) return known
    const work = prepare(folder)
    folders.set(folder, work)
    return work
  }
  return {
    path: real,
    fileFor: async (name) => {
      const file = join(real, name)
      await prepared(dirname(file))
      return file
    },
  }
}

async function makeOutputFolder(path: string): Promise<void> {
  await makeFolder(path).catch((cause: Error) => {
    throw new PictureFolderError({
      code: 'bad-output-folder',
      message: `Expected to make the folder ${path} but ${cause.message}`,
      details: { path },
      cause,
    })
  })
}

/** Links followed in the part that exists. */
async function realPathOf(path: string): Promise<string> {
  const real = await realpath(path).catch(() => null)
  if (real !== null) return real
  const parent = dirname(path)
  return parent === path ? path : join(await realPathOf(parent), path.slice(parent.length))
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}
