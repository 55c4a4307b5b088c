import type { Dirent } from 'node:fs'
import { access, readdir, readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Image } from '@maskmirror/core'
import { ImagingError, toRgb } from '@maskmirror/imaging'
import { decodeRaw } from '@maskmirror/imaging/codec'
import { type CompatAssets, loadCompatAssets } from '@maskmirror/mask-the-face/compat'
import { SynthError } from '../error.ts'

/**
 * The original's templates, textures and configuration, unchanged.
 *
 * @param folder that has `masks/masks.cfg`, such as a checkout of the original, or its `masks` folder itself
 * @param cwd absolute; a pattern's path counts from here as in the original, and if nothing is there from the folder
 * @throws SynthError `assets-missing`; MaskTheFaceError `bad-config` with the line
 */
export async function openAssets(folder: string, cwd: string): Promise<CompatAssets> {
  const root = await rootOf(resolve(cwd, folder))
  return loadCompatAssets({
    readText: (path) => readFile(join(root, path), 'utf8'),
    readImage: async (path, use) => {
      const image = use === 'pattern' ? await readImage(resolve(cwd, path), true) : null
      const found = image ?? (await readImage(resolve(root, path), use === 'pattern'))
      return found === null || use === 'template' ? found : toRgb(found)
    },
    list: async (path) => {
      const entries = await readdir(join(root, path), { recursive: true, withFileTypes: true }).catch(
        (): Dirent[] => [], // a folder without textures is whole too
      )
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    },
  })
}

async function rootOf(folder: string): Promise<string> {
  if (await exists(join(folder, 'masks/masks.cfg'))) return folder
  if (/[/\\]masks$/.test(folder) && (await exists(join(folder, 'masks.cfg')))) return dirname(folder)
  throw new SynthError({
    code: 'assets-missing',
    message: `Expected --assets to be a folder with masks/masks.cfg, such as a checkout of MaskTheFace, but ${folder} has none`,
    details: { folder },
  })
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

/** null for a file that is absent or holds no picture. */
async function readImage(path: string, orient: boolean): Promise<Image | null> {
  const bytes = await readFile(path).catch(() => null)
  if (bytes === null) return null
  try {
    return await decodeRaw(bytes, { orient })
  } catch (error) {
    if (error instanceof ImagingError) return null
    throw error
  }
}
