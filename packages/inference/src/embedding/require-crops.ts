import type { Image } from '@maskmirror/core'
import { InferenceError } from '../error.ts'

/** @throws InferenceError `bad-crop` naming the first crop of another size */
export function requireCrops(crops: readonly Image[], size: { readonly width: number; readonly height: number }): void {
  const index = crops.findIndex((crop) => crop.width !== size.width || crop.height !== size.height)
  if (index < 0) return
  const { width, height } = crops[index]!
  throw new InferenceError({
    code: 'bad-crop',
    message: `Expected crops of ${size.width}×${size.height} pixels but crop ${index} has ${width}×${height}`,
    details: { index, width, height, expected: size },
  })
}
