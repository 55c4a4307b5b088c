import { createImage, type Image, type Rng } from '@maskmirror/core'
import type { Camera } from './appearance.ts'
import { blurPlane } from './blur.ts'
import { type Plane, resamplePlane } from './resample-plane.ts'

/** A narrower bell leaves a pixel as it is. */
const leastBlurPx = 0.35
/** Blur in picture pixels that keeps a coarser sensor from seeing patterns that are not there, for each pixel of its own; our choice. */
const sensorBlur = 0.4
/** Standard deviation of the bell whose detail sharpening adds again, pixels of the sensor. */
const sharpeningPx = 0.9

/**
 * What lens, sensor and sharpening make of light: all of it linear, so that it may be done to a layer and its alpha alike.
 *
 * @param light written to
 * @returns as many values as the sensor has
 */
export function expose(light: Plane, channels: number, camera: Camera): Plane {
  const { blurPx, pixelSize, sharpening } = camera
  const blur = pixelSize === 1 ? blurPx : Math.hypot(blurPx * pixelSize, sensorBlur * pixelSize)
  if (blur >= leastBlurPx) blurPlane(light.values, light.width, light.height, channels, blur)
  const sensed =
    pixelSize === 1
      ? light
      : resamplePlane(light, channels, Math.round(light.width / pixelSize), Math.round(light.height / pixelSize))
  if (sharpening > 0) sharpen(sensed, channels, sharpening)
  return sensed
}

function sharpen({ values, width, height }: Plane, channels: number, amount: number): void {
  const soft = Float32Array.from(values)
  blurPlane(soft, width, height, channels, sharpeningPx)
  for (let i = 0; i < values.length; i++) values[i]! += amount * (values[i]! - soft[i]!)
}

/**
 * White balance, noise, tone curve, and the picture's own size.
 *
 * @param sensed RGB; written to
 * @param rng the same one gives the same noise
 */
export function develop(sensed: Plane, camera: Camera, rng: Rng, size: { width: number; height: number }): Image {
  const { values } = sensed
  const { redGain, blueGain, contrast, noise } = camera
  const image = createImage(size.width, size.height, 3)
  const isWhole = contrast === 1 && sensed.width === size.width
  // straight into the picture where nothing else is to be done
  const target = isWhole ? image.data : values
  const nextNoise = createNoise(rng)
  for (let k = 0; k < values.length; k += 3) {
    const grain = nextNoise() * noise
    target[k] = values[k]! * redGain + grain
    target[k + 1] = values[k + 1]! + grain
    target[k + 2] = values[k + 2]! * blueGain + grain
  }
  if (isWhole) return image
  bendTones(values, contrast)
  image.data.set(resamplePlane(sensed, 3, size.width, size.height).values)
  return image
}

/** Black, middle grey and white stay. @param slope at middle grey, in 0.5..1.5 */
function bendTones(values: Float32Array, slope: number): void {
  const bend = 2 * (slope - 1)
  for (let i = 0; i < values.length; i++) {
    const t = Math.min(1, Math.max(0, values[i]! / 255))
    values[i] = 255 * (t + bend * t * (1 - t) * (2 * t - 1))
  }
}

/** Near-normal deviates at the speed of pixels: the sum of four bytes of a 32-bit xorshift (Marsaglia 2003). */
function createNoise(rng: Rng): () => number {
  let state = 1 + rng.int(0xfffffffe)
  // variance of a byte is (256² - 1) / 12, of four of them four times that
  const scale = 1 / Math.sqrt((4 * 65535) / 12)
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    const sum = (state & 255) + ((state >>> 8) & 255) + ((state >>> 16) & 255) + (state >>> 24)
    return (sum - 510) * scale
  }
}
