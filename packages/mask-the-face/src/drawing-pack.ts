import { createImage, type Image } from '@maskmirror/core'
import { z } from 'zod'
import { createMaskTemplates } from './create-mask-templates.ts'
import { MaskTheFaceError } from './error.ts'
import type { RasteriseSvg } from './mask-template.ts'
import { createMaskPatterns } from './patterns/create-mask-patterns.ts'

const side = z.int().min(1)

/** The documents in the order of their pixels. */
const HeaderSchema = z.array(z.strictObject({ svg: z.string(), width: side, height: side }).readonly())

type PackEntry = z.infer<typeof HeaderSchema>[number]

/**
 * Draws every SVG document of the package, for a place that must not draw them itself: browsers rasterise curves each in
 * their own way, so that a template drawn there would have another checksum and its records no meaning elsewhere.
 *
 * @param rasterise such as `rasteriseSvg` of `@maskmirror/imaging/codec`
 * @returns length of the header (4 bytes, little-endian), header (JSON), then the RGBA values of each drawing; 26 MB that
 *   compress to one
 */
export async function packDrawings(rasterise: RasteriseSvg): Promise<Uint8Array> {
  const drawn: { entry: PackEntry; image: Image }[] = []
  const recording: RasteriseSvg = async (svg, width, height) => {
    const image = await rasterise(svg, width, height)
    drawn.push({ entry: { svg, width, height }, image })
    return image
  }
  await createMaskTemplates(recording)
  await createMaskPatterns(recording)
  const header = new TextEncoder().encode(JSON.stringify(drawn.map(({ entry }) => entry)))
  const pack = new Uint8Array(4 + header.length + drawn.reduce((sum, { image }) => sum + image.data.length, 0))
  new DataView(pack.buffer).setUint32(0, header.length, true)
  pack.set(header, 4)
  let offset = 4 + header.length
  for (const { image } of drawn) {
    pack.set(image.data, offset)
    offset += image.data.length
  }
  return pack
}

/**
 * Gives `createMaskTemplates` and `createMaskPatterns` the drawings of a pack.
 *
 * @param pack from `packDrawings` of the same version of the package
 * @returns throws MaskTheFaceError `bad-template` for a document that the pack does not hold
 * @throws MaskTheFaceError `bad-template` when the pack is not as long as its header says
 */
export function rasteriserOfPack(pack: Uint8Array): RasteriseSvg {
  const view = new DataView(pack.buffer, pack.byteOffset, pack.byteLength)
  const headerLength = pack.length < 4 ? 0 : view.getUint32(0, true)
  const entries = readEntries(pack.subarray(4, 4 + headerLength))
  const images = new Map<string, Image>()
  let offset = 4 + headerLength
  for (const { svg, width, height } of entries) {
    const length = width * height * 4
    const values = pack.slice(offset, offset + length)
    if (values.length < length) throw badPack(`${pack.length} bytes`)
    images.set(keyOf(svg, width, height), createImage(width, height, 4, new Uint8ClampedArray(values.buffer)))
    offset += length
  }
  return async (svg, width, height) => {
    const image = images.get(keyOf(svg, width, height))
    if (image === undefined) throw badPack(`none of a drawing of ${width}×${height}, so it is of another version`)
    return image
  }
}

function readEntries(header: Uint8Array): PackEntry[] {
  try {
    return HeaderSchema.parse(JSON.parse(new TextDecoder().decode(header)))
  } catch (cause) {
    throw badPack('bytes without one', cause)
  }
}

function keyOf(svg: string, width: number, height: number): string {
  return `${width}×${height} ${svg}`
}

function badPack(received: string, cause?: unknown): MaskTheFaceError {
  return new MaskTheFaceError({
    code: 'bad-template',
    message: `Expected a pack with a header and all of its drawings but received ${received}`,
    ...(cause === undefined ? {} : { cause }),
  })
}
