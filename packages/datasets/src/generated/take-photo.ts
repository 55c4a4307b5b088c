import { createImage, type Image, type Rng } from '@maskmirror/core'
import type { Camera, Light } from './appearance.ts'
import { blurPlane } from './blur.ts'

/** A narrower bell leaves a pixel as it is. */
const leastBlurPx = 0.35

/**
 * What the camera makes of the scene: the lit person before the background, exposure and colour of the light, blur, noise.
 *
 * @param person RGBA, straight alpha
 * @param factors light on each pixel of the person
 * @param background RGB of the same size
 */
export function takePhoto(
  person: Image,
  factors: Float32Array,
  background: Image,
  light: Light,
  camera: Camera,
  rng: Rng,
): Image {
  const { width, height } = person
  const count = width * height
  const red = light.exposure * (1 + light.warmth)
  const green = light.exposure
  const blue = light.exposure * (1 - light.warmth)
  const plane = new Float32Array(count * 3)
  const front = person.data
  const back = background.data
  for (let i = 0, j = 0, k = 0; i < count; i++, j += 4, k += 3) {
    const alpha = front[j + 3]! / 255
    const lit = factors[i]! * alpha
    const rest = 1 - alpha
    plane[k] = (front[j]! * lit + back[k]! * rest) * red
    plane[k + 1] = (front[j + 1]! * lit + back[k + 1]! * rest) * green
    plane[k + 2] = (front[j + 2]! * lit + back[k + 2]! * rest) * blue
  }
  if (camera.blurPx >= leastBlurPx) blurPlane(plane, width, height, 3, camera.blurPx)
  const image = createImage(width, height, 3)
  const { data } = image
  const nextNoise = createNoise(rng)
  for (let k = 0; k < data.length; k += 3) {
    const grain = nextNoise() * camera.noise
    data[k] = plane[k]! + grain
    data[k + 1] = plane[k + 1]! + grain
    data[k + 2] = plane[k + 2]! + grain
  }
  return image
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
