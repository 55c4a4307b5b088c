import type { Image } from '@maskmirror/core'
import { resizeImage } from '@maskmirror/imaging'
import { imageChecksum } from './image-checksum.ts'

/** A picture made ready to be printed, once for many masks. */
export interface PreparedPattern {
  /** Of the whole picture. */
  readonly checksum: string
  /** The picture no wider than a template, then halves of it. */
  readonly levels: readonly Image[]
}

/** Templates are no wider. */
const maxWidth = 640

/** Down to here levels are halved; our choice: a tile on the smallest face is as wide. */
const minWidth = 10

/** @param image grey, RGB or RGBA; where it is transparent the fabric's colour shows */
export function preparePattern(image: Image): PreparedPattern {
  const { width, height } = image
  const scale = Math.min(1, maxWidth / width)
  const first = scale < 1 ? resizeImage(image, maxWidth, Math.max(1, Math.round(scale * height))) : image
  const levels = [first]
  for (let last = first; last.width >= 2 * minWidth && last.height > 1; last = levels.at(-1)!) {
    levels.push(resizeImage(last, last.width >> 1, last.height >> 1))
  }
  return { checksum: imageChecksum(image), levels }
}

/** The smallest level that is at least as wide. */
export function levelOfWidth({ levels }: PreparedPattern, width: number): Image {
  return levels.findLast((level) => level.width >= width) ?? levels[0]!
}
