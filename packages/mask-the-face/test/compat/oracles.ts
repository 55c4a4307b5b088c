import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createImage, createLandmarks, type Image, type Landmarks } from '@maskmirror/core'
import { decodeRaw } from '@maskmirror/imaging/codec'
import { type CompatAssets, loadCompatAssets } from '../../src/compat/compat-assets.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '../../../..')
const shared = process.env.MASKMIRROR_SHARED ?? join(root, '../shared')
const oracleFolder = join(shared, 'oracles/masktheface')
const assetFolder = join(shared, 'data/masktheface-assets')

/** Whether the reference data and the original's templates are there. */
export const hasOracles = existsSync(oracleFolder) && existsSync(assetFolder)

/** What the title of a test says about them. */
export const needsOracles = hasOracles
  ? ''
  : ' (skipped: needs ../shared/oracles/masktheface and ../shared/data/masktheface-assets)'

/** Names of the cases in the folder; a single empty one when it is absent, so that a suite is skipped, not empty. */
export const caseNames: readonly string[] = hasOracles ? readdirSync(join(oracleFolder, 'cases')).sort() : ['']

/** JSON of the references; NaN and infinities are texts in it. An empty list of cases when they are absent. */
export function readJson(...path: string[]) {
  return hasOracles ? JSON.parse(readFileSync(join(oracleFolder, ...path), 'utf8')) : { cases: [] }
}

/** A picture of the references as stored. */
export function readPicture(...path: string[]): Promise<Image> {
  return decodeRaw(readFileSync(join(oracleFolder, ...path)), { orient: false })
}

export function readFaces(name: string): Landmarks[] {
  const { faces }: { faces: { landmarks: number[][] }[] } = readJson('cases', name, 'landmarks.json')
  return faces.map(({ landmarks }) => createLandmarks('ibug68', landmarks.flat()))
}

/** The original's templates and textures. */
export function openAssets(): Promise<CompatAssets> {
  return loadCompatAssets({
    readText: async (path) => readFileSync(join(assetFolder, path), 'utf8'),
    readImage: async (path, use) => {
      const file = join(assetFolder, path)
      if (!existsSync(file)) return null
      const image = await decodeRaw(readFileSync(file), { orient: use === 'pattern' })
      return use === 'pattern' ? withoutAlpha(image) : image
    },
    list: async (folder) =>
      readdirSync(join(assetFolder, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => `${entry.parentPath.slice(assetFolder.length + 1)}/${entry.name}`),
  })
}

export function withoutAlpha(image: Image): Image {
  if (image.channels !== 4) return image
  const rgb = createImage(image.width, image.height, 3)
  for (let i = 0, j = 0; j < rgb.data.length; i += 4, j += 3) rgb.data.set(image.data.subarray(i, i + 3), j)
  return rgb
}

/** sha256 of the bytes in OpenCV's order of channels, as the references have it. */
export function openCvHash(image: Image): string {
  const bytes = Uint8Array.from(image.data)
  if (image.channels > 1) {
    for (let i = 0; i < bytes.length; i += image.channels) {
      bytes[i] = image.data[i + 2]!
      bytes[i + 2] = image.data[i]!
    }
  }
  return createHash('sha256').update(bytes).digest('hex')
}
