import { createImage, type Image } from '@maskmirror/core'
import { resizeImage, toRgb } from '@maskmirror/imaging'
import { MaskTheFaceError } from './error.ts'
import { desaturate } from './linear-light.ts'
import type { Rgb } from './mask-colour.ts'
import { levelOfWidth, type PreparedPattern, preparePattern } from './prepare-pattern.ts'

/** A picture printed on a fabric. */
export interface MaskPattern {
  /** Grey, RGB or RGBA; where it is transparent the fabric's colour shows. For many masks `preparePattern` is called once. */
  readonly image: Image | PreparedPattern
  /** Kept in the record, such as a file's name; default none. */
  readonly name?: string
  /** 0 shows the colour only, 1 the pattern only; default 1. */
  readonly weight?: number
  /** Repeated over the fabric, or drawn once over all of it; default `tile`. */
  readonly fit?: 'tile' | 'stretch'
  /** A tile's width as a share of the fabric's, in (0, 1]; default 0.25. Of no meaning for `stretch`. */
  readonly size?: number
}

/** The picture ready to be printed. */
export function preparedImage(image: Image | PreparedPattern): PreparedPattern {
  return 'checksum' in image ? image : preparePattern(image)
}

/** A pattern with every choice made. */
export interface PatternPlan {
  readonly weight: number
  readonly fit: 'tile' | 'stretch'
  readonly size: number
}

/** @throws MaskTheFaceError `bad-pattern` */
export function planPattern({ weight = 1, fit = 'tile', size = 0.25 }: MaskPattern): PatternPlan {
  const reject = (rule: string, value: unknown): never => {
    throw new MaskTheFaceError({ code: 'bad-pattern', message: `Expected ${rule} but received ${value}` })
  }
  if (!(weight >= 0 && weight <= 1)) reject('pattern.weight in [0, 1]', weight)
  if (!(size > 0 && size <= 1)) reject('pattern.size in (0, 1]', size)
  if (fit !== 'tile' && fit !== 'stretch') reject("pattern.fit to be 'tile' or 'stretch'", fit)
  return { weight, fit, size }
}

/**
 * The colour of each texel of a level of a template, its border included.
 *
 * @param level size with border
 * @param options.colour of the fabric under the pattern
 * @param options.saturation share that the pattern's colours keep, 0..1
 * @returns RGB
 */
export function patternColours(
  pattern: PreparedPattern,
  level: { readonly width: number; readonly height: number },
  options: PatternPlan & { colour: Rgb; saturation: number },
): Image {
  const { weight, fit, size, colour, saturation } = options
  const [width, height] = [level.width - 2, level.height - 2]
  const tileWidth = fit === 'stretch' ? width : Math.max(1, Math.round(size * width))
  const image = levelOfWidth(pattern, tileWidth)
  const tileHeight =
    fit === 'stretch'
      ? height
      : Math.max(1, Math.round((tileWidth * pattern.levels[0]!.height) / pattern.levels[0]!.width))
  const tile = printedTile(resizeImage(image, tileWidth, tileHeight), { weight, colour, saturation })
  const result = createImage(level.width, level.height, 3)
  for (let y = 0; y < level.height; y++) {
    const row = ((y + tileHeight - 1) % tileHeight) * tileWidth
    for (let x = 0; x < level.width; x++) {
      const from = (row + ((x + tileWidth - 1) % tileWidth)) * 3
      const to = (y * level.width + x) * 3
      for (let c = 0; c < 3; c++) result.data[to + c] = tile.data[from + c]!
    }
  }
  return result
}

/** The tile as it looks on the fabric. */
function printedTile(tile: Image, options: { weight: number; colour: Rgb; saturation: number }): Image {
  const { weight, colour, saturation } = options
  const rgb = toRgb(tile)
  const result = createImage(tile.width, tile.height, 3)
  for (let i = 0; i < tile.width * tile.height; i++) {
    const share = tile.channels === 4 ? (weight * tile.data[i * 4 + 3]!) / 255 : weight
    const [r, g, b] = [0, 1, 2].map((c) => share * rgb.data[i * 3 + c]! + (1 - share) * colour[c]!) as [
      number,
      number,
      number,
    ]
    result.data.set(desaturate([r, g, b], saturation), i * 3)
  }
  return result
}
