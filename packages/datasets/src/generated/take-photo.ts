import { createImage, type Image, type Rng } from '@maskmirror/core'
import type { Camera, Light } from './appearance.ts'
import { develop, expose } from './expose.ts'
import { resamplePlane } from './resample-plane.ts'

/** What is seen, and in which light. */
export interface Shot {
  /** Light on each pixel of what is in front, factors around 1. */
  readonly factors: Float32Array
  readonly light: Light
  readonly camera: Camera
}

/**
 * What the camera makes of the scene: the lit person before the background, exposure and colour of the light, then lens and sensor.
 *
 * @param person RGBA, straight alpha
 * @param background RGB of the same size
 */
export function takePhoto(person: Image, background: Image, { factors, light, camera }: Shot, rng: Rng): Image {
  const { width, height } = person
  const count = width * height
  const { red, green, blue } = strengthOf(light)
  const values = new Float32Array(count * 3)
  const front = person.data
  const back = background.data
  for (let i = 0, j = 0, k = 0; i < count; i++, j += 4, k += 3) {
    const alpha = front[j + 3]! / 255
    const lit = factors[i]! * alpha
    const rest = 1 - alpha
    values[k] = (front[j]! * lit + back[k]! * rest) * red
    values[k + 1] = (front[j + 1]! * lit + back[k + 1]! * rest) * green
    values[k + 2] = (front[j + 2]! * lit + back[k + 2]! * rest) * blue
  }
  return develop(expose({ values, width, height }, 3, camera), camera, rng, { width, height })
}

/** Something in front, as the same camera takes it. */
export interface Layer {
  /** RGB; says nothing where alpha is 0. */
  readonly colour: Image
  /** One channel: 255 where nothing is seen through it. */
  readonly alpha: Image
}

/**
 * Takes what is in front without what is behind it: laid over the photo of what is behind by its alpha, the two are one picture.
 *
 * @param front RGBA, straight alpha
 * @param rng as for the photo, so that both have one grain
 */
export function takeLayer(front: Image, { factors, light, camera }: Shot, rng: Rng): Layer {
  const { width, height, data } = front
  const count = width * height
  const { red, green, blue } = strengthOf(light)
  const values = new Float32Array(count * 4)
  for (let k = 0, i = 0; k < values.length; k += 4, i++) {
    const alpha = data[k + 3]! / 255
    if (alpha === 0) continue
    const lit = factors[i]! * alpha
    values[k] = data[k]! * lit * red
    values[k + 1] = data[k + 1]! * lit * green
    values[k + 2] = data[k + 2]! * lit * blue
    values[k + 3] = alpha
  }
  const sensed = expose({ values, width, height }, 4, camera)
  const sensors = sensed.width * sensed.height
  const colours = new Float32Array(sensors * 3)
  const alphas = new Float32Array(sensors)
  for (let i = 0; i < sensors; i++) {
    const alpha = Math.min(1, Math.max(0, sensed.values[i * 4 + 3]!))
    if (alpha < leastAlpha) continue
    alphas[i] = alpha * 255
    for (let c = 0; c < 3; c++) colours[i * 3 + c] = sensed.values[i * 4 + c]! / alpha
  }
  const size = { width: sensed.width, height: sensed.height }
  const alpha = createImage(width, height, 1)
  alpha.data.set(resamplePlane({ values: alphas, ...size }, 1, width, height).values)
  return { colour: develop({ values: colours, ...size }, camera, rng, { width, height }), alpha }
}

/** Less is 0 in eight bits. */
const leastAlpha = 0.5 / 255

function strengthOf({ exposure, warmth }: Light): { red: number; green: number; blue: number } {
  return { red: exposure * (1 + warmth), green: exposure, blue: exposure * (1 - warmth) }
}
