import type { Image } from '@maskmirror/core'
import { InferenceError } from '../error.ts'
import type { ModelInput } from '../model-card.ts'
import type { FloatTensor } from '../runtime/tensor.ts'
import { writeRgbPlanes } from './rgb-planes.ts'

/**
 * Makes the input of a model from pictures as its card says: `(x − mean) / std`, channel order, layout.
 *
 * @param images RGB, RGBA (alpha is ignored) or grey
 * @param options.width, options.height of the input in pixels; default those of the first picture. A smaller picture is
 * put into the upper left corner, the rest is black
 * @param options.allocate gives the array to fill, such as a runtime's; default a new one
 * @param options.count rows of the tensor, default images.length; rows without a picture are 0
 * @returns [count, 3, height, width] or [count, height, width, 3]
 * @throws InferenceError `bad-crop` when a picture is larger than the input
 */
export function preprocess(
  images: readonly Image[],
  input: Pick<ModelInput, 'layout' | 'colour' | 'mean' | 'std'>,
  options: { width?: number; height?: number; count?: number; allocate?: (length: number) => Float32Array } = {},
): FloatTensor {
  const { width = images[0]!.width, height = images[0]!.height, count = images.length } = options
  const planar = input.layout === 'nchw'
  const pixels = width * height
  const { allocate = (length) => new Float32Array(length) } = options
  const data = allocate(count * 3 * pixels)
  data.fill(0, images.length * 3 * pixels)
  const writer = channelWriter(input, planar ? pixels : 1)
  for (const [n, image] of images.entries()) {
    if (image.width > width || image.height > height) {
      throw new InferenceError({
        code: 'bad-crop',
        message: `Expected pictures of at most ${width}×${height} pixels but picture ${n} has ${image.width}×${image.height}`,
        details: { index: n, width: image.width, height: image.height },
      })
    }
    const row = data.subarray(n * 3 * pixels, (n + 1) * 3 * pixels)
    if (planar && writeRgbPlanes(image, row, width, input)) continue
    const step = planar ? 1 : 3
    if (image.width < width || image.height < height) fillBlack(row, pixels, step, writer)
    writePixels(image, row, width, step, writer)
  }
  return { data, dims: planar ? [count, 3, height, width] : [count, height, width, 3] }
}

/** For red, green and blue: where it goes, counted from the pixel, and what each of its 256 values becomes. */
type ChannelWriter = readonly { readonly offset: number; readonly table: Float32Array }[]

function channelWriter(input: Pick<ModelInput, 'colour' | 'mean' | 'std'>, channelStep: number): ChannelWriter {
  const order = input.colour === 'rgb' ? [0, 1, 2] : [2, 1, 0]
  return order.map((channel) => {
    const table = new Float32Array(256)
    for (let x = 0; x < 256; x++) table[x] = (x - input.mean[channel]!) / input.std[channel]!
    return { offset: channel * channelStep, table }
  })
}

function writePixels(image: Image, out: Float32Array, width: number, step: number, writer: ChannelWriter): void {
  const { data, channels } = image
  const [{ offset: r, table: red }, { offset: g, table: green }, { offset: b, table: blue }] = writer as [
    ChannelWriter[number],
    ChannelWriter[number],
    ChannelWriter[number],
  ]
  const second = channels === 1 ? 0 : 1
  const third = channels === 1 ? 0 : 2
  let i = 0
  for (let y = 0; y < image.height; y++) {
    let to = y * width * step
    for (const end = i + image.width * channels; i < end; i += channels, to += step) {
      out[to + r] = red[data[i]!]!
      out[to + g] = green[data[i + second]!]!
      out[to + b] = blue[data[i + third]!]!
    }
  }
}

function fillBlack(out: Float32Array, pixels: number, step: number, writer: ChannelWriter): void {
  for (const { offset, table } of writer) {
    const black = table[0]!
    if (step === 1) out.fill(black, offset, offset + pixels)
    else for (let to = offset, k = 0; k < pixels; k++, to += step) out[to] = black
  }
}
