import type { Image } from '@maskmirror/core'
import { type MasksConfig, parseMasksConfig } from './masks-config.ts'

/** How files of the original's folder are read; paths are as the configuration or the user writes them. */
export interface CompatReaders {
  readonly readText: (path: string) => Promise<string>
  /**
   * A template comes as RGBA with straight alpha and without a colour profile applied, a pattern as RGB.
   * null for a file that is absent or holds no picture.
   */
  readonly readImage: (path: string, use: 'template' | 'pattern') => Promise<Image | null>
  /** Paths of all files in a folder and below it; none when there is no such folder. */
  readonly list: (folder: string) => Promise<readonly string[]>
}

/** The folder `masks/` of the original. */
export interface CompatAssets {
  readonly config: MasksConfig
  /** Paths of the texture pictures that come with it, sorted; any other path can be read too. */
  readonly patterns: readonly string[]
  /** Each file is read once. */
  readonly readImage: CompatReaders['readImage']
}

/**
 * Reads `masks/masks.cfg` and lists `masks/textures`; pictures are read when they are first needed.
 *
 * @throws MaskTheFaceError `bad-config` with file and line; what `readText` throws
 */
export async function loadCompatAssets(readers: CompatReaders): Promise<CompatAssets> {
  const file = 'masks/masks.cfg'
  const config = parseMasksConfig(await readers.readText(file), file)
  const listed = await readers.list('masks/textures')
  const images = new Map<string, Promise<Image | null>>()
  return {
    config,
    patterns: listed.filter((path) => /\.(png|jpe?g)$/i.test(path)).sort(),
    readImage: (path, use) => {
      const key = `${use}:${path}`
      const cached = images.get(key)
      if (cached !== undefined) return cached
      const image = readers.readImage(path, use)
      images.set(key, image)
      // what failed may be there the next time
      const forget = () => images.delete(key)
      image.then((value) => value ?? forget(), forget)
      return image
    },
  }
}
