import { createImage, type Image } from '@maskmirror/core'
import { EvaluationError } from '#evaluation-error.ts'

/** What a covered patch is filled with. */
export const occlusionFills = ['mean', 'grey'] as const

export type OcclusionFill = (typeof occlusionFills)[number]

export interface OcclusionOptions {
  /** Side of the covering square, pixels; default 24: an eye with its brow on a face of 112 pixels, our choice. */
  readonly patch?: number
  /** Between neighbouring patches, pixels; default 8: each inner pixel is covered nine times, in 144 patches; our choice. */
  readonly stride?: number
  /**
   * Default `mean`, the picture's mean colour, which takes structure away and adds as little as can be; `grey` is the middle
   * of the range, which many recognisers see as zero.
   */
  readonly fill?: OcclusionFill
}

/** Squares that cover a picture one after the other. */
export interface OcclusionPlan {
  readonly width: number
  readonly height: number
  readonly patch: number
  readonly fill: OcclusionFill
  /** Upper left corners, pixels. */
  readonly corners: readonly { readonly x: number; readonly y: number }[]
}

/**
 * Where a picture is covered: every `stride` pixels, and flush with the right and lower border.
 *
 * @throws EvaluationError `count-out-of-range` when patch or stride are no whole numbers, the patch is larger than the picture,
 *   or the stride is larger than the patch, which would leave pixels that nothing covers
 */
export function planOcclusion(
  { width, height }: { readonly width: number; readonly height: number },
  { patch = 24, stride = 8, fill = 'mean' }: OcclusionOptions = {},
): OcclusionPlan {
  requireWhole('patch', patch, Math.min(width, height))
  requireWhole('stride', stride, patch)
  const columns = starts(width, patch, stride)
  const corners = starts(height, patch, stride).flatMap((y) => columns.map((x) => ({ x, y })))
  return { width, height, patch, fill, corners }
}

/** The picture once for each corner of the plan, with that patch covered. */
export function coveredPictures(image: Image, { corners, patch, fill }: OcclusionPlan): Image[] {
  const { width, height, channels } = image
  const colour = fill === 'mean' ? meanColour(image) : new Array<number>(channels).fill(128)
  return corners.map(({ x, y }) => {
    const data = image.data.slice()
    for (let row = y; row < y + patch; row++) {
      for (let column = x; column < x + patch; column++) {
        const at = (row * width + column) * channels
        for (let channel = 0; channel < channels; channel++) data[at + channel] = colour[channel]!
      }
    }
    return createImage(width, height, channels, data)
  })
}

/**
 * Occlusion sensitivity (Zeiler & Fergus, ECCV 2014) of a similarity: for each pixel the mean loss over the patches that cover
 * it. Above 0 the recogniser used what is there, below 0 it was misled by it.
 *
 * @param whole similarity of the uncovered picture
 * @param covered similarity with each patch of the plan covered, in its order
 * @returns [height, width]
 * @throws EvaluationError `shape-mismatch`
 */
export function occlusionMap(plan: OcclusionPlan, whole: number, covered: ArrayLike<number>): Float64Array {
  const { width, height, patch, corners } = plan
  if (covered.length !== corners.length) {
    throw new EvaluationError({
      code: 'shape-mismatch',
      message: `Expected a similarity for each of ${corners.length} patches but received ${covered.length}`,
      details: { expected: corners.length, received: covered.length },
    })
  }
  const sums = new Float64Array(width * height)
  const times = new Uint32Array(width * height)
  for (const [index, { x, y }] of corners.entries()) {
    for (let row = y; row < y + patch; row++) {
      for (let at = row * width + x; at < row * width + x + patch; at++) {
        sums[at]! += whole - covered[index]!
        times[at]! += 1
      }
    }
  }
  return sums.map((sum, at) => sum / times[at]!)
}

function starts(size: number, patch: number, stride: number): number[] {
  const last = size - patch
  return [...Array.from({ length: Math.ceil(last / stride) }, (_, i) => i * stride), last]
}

function meanColour({ data, width, height, channels }: Image): number[] {
  const sums = new Array<number>(channels).fill(0)
  for (let at = 0; at < data.length; at++) sums[at % channels]! += data[at]!
  return sums.map((sum) => Math.round(sum / (width * height)))
}

function requireWhole(name: 'patch' | 'stride', value: number, most: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= most) return
  throw new EvaluationError({
    code: 'count-out-of-range',
    message: `Expected ${name} to be a whole number in 1..${most} pixels but received ${value}`,
    details: { [name]: value },
  })
}
