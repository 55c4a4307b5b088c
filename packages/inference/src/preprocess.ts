import type { Image } from '@maskmirror/core'
import type { ModelInput } from './model-card.ts'
import type { FloatTensor } from './runtime/tensor.ts'

/**
 * Makes the input of a model from pictures of equal size as its card says: `(x − mean) / std`, channel order, layout.
 *
 * @param images RGB, RGBA (alpha is ignored) or grey; all of the first one's size
 * @param count rows of the tensor, at least images.length; rows without a picture are 0
 * @returns [count, 3, height, width] or [count, height, width, 3]
 */
export function preprocess(
  images: readonly Image[],
  input: Pick<ModelInput, 'layout' | 'colour' | 'mean' | 'std'>,
  count = images.length,
): FloatTensor {
  const { width, height } = images[0]!
  const pixels = width * height
  const planar = input.layout === 'nchw'
  const data = new Float32Array(count * 3 * pixels)
  for (let channel = 0; channel < 3; channel++) {
    const table = Float32Array.from({ length: 256 }, (_, x) => (x - input.mean[channel]!) / input.std[channel]!)
    const source = input.colour === 'rgb' ? channel : 2 - channel
    const step = planar ? 1 : 3
    for (let n = 0; n < images.length; n++) {
      const { data: from, channels } = images[n]!
      let to = n * 3 * pixels + (planar ? channel * pixels : channel)
      const end = pixels * channels
      for (let i = channels === 1 ? 0 : source; i < end; i += channels, to += step) data[to] = table[from[i]!]!
    }
  }
  return { data, dims: planar ? [count, 3, height, width] : [count, height, width, 3] }
}
