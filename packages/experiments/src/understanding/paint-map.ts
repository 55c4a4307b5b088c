import { createImage, type Image } from '@maskmirror/core'
import { toGrey } from '@maskmirror/imaging'

/** Orange above 0, blue below: told apart with every common colour vision. */
const colours = { above: [230, 97, 1], below: [38, 104, 190] } as const

/** Of the greatest value; the face stays visible under it. Our choice. */
const strongest = 0.8

/**
 * Lays a map over a face in grey: the farther a value is from 0, the less of the face shows through.
 *
 * @param map [side, side] of a square map, each value over an equal part of the picture
 * @param scale the value that is painted strongest, above 0
 * @returns RGB, as large as the face
 */
export function paintMap(face: Image, map: Float64Array, scale: number): Image {
  const { width, height } = face
  const side = Math.sqrt(map.length)
  const grey = toGrey(face)
  const painted = createImage(width, height, 3)
  for (let y = 0; y < height; y++) {
    const row = Math.floor((y * side) / height) * side
    for (let x = 0; x < width; x++) {
      const value = map[row + Math.floor((x * side) / width)]!
      const weight = Math.min(1, Math.abs(value) / scale) * strongest
      const colour = value > 0 ? colours.above : colours.below
      const at = y * width + x
      for (let channel = 0; channel < 3; channel++) {
        painted.data[3 * at + channel] = grey.data[at]! * (1 - weight) + colour[channel]! * weight
      }
    }
  }
  return painted
}
