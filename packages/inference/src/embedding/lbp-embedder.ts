import type { Image } from '@maskmirror/core'
import { toGrey } from '@maskmirror/imaging'
import type { Embedder } from './embedder.ts'
import { requireCrops } from './require-crops.ts'
import { toUnitRows } from './unit-rows.ts'

const side = 112
const cellsPerSide = 7
const cell = side / cellsPerSide
/** Neighbour distance in pixels. */
const radius = 2
/** 58 uniform patterns and one bin for all others. */
const bins = 59

/**
 * A face recogniser without weights: histograms of uniform local binary patterns LBP(8, 2) in 7×7 cells of the aligned
 * 112×112 grey crop (Ahonen, Hadid & Pietikäinen, PAMI 2006). Each histogram is a distribution; its square root makes
 * the cosine the mean Bhattacharyya coefficient of the cells (the Hellinger kernel), which is in 0..1.
 */
export function createLbpEmbedder(): Embedder {
  const binOfPattern = uniformBins()
  const neighbours = ring()
  const dimension = cellsPerSide * cellsPerSide * bins
  const inputSize = { width: side, height: side }
  return {
    name: 'lbp',
    version: '1',
    dimension,
    inputSize,
    maxBatch: 16,
    embed: async (crops) => {
      requireCrops(crops, inputSize)
      const result = new Float32Array(crops.length * dimension)
      crops.forEach((crop, i) => {
        countPatterns(toGrey(crop), neighbours, binOfPattern, result.subarray(i * dimension, (i + 1) * dimension))
      })
      // cells count different numbers of pixels at the border: make each a distribution before the square root
      for (let offset = 0; offset < result.length; offset += bins) {
        let count = 0
        for (let k = 0; k < bins; k++) count += result[offset + k]!
        for (let k = 0; k < bins; k++) result[offset + k] = Math.sqrt(result[offset + k]! / count)
      }
      toUnitRows(result, dimension)
      return result
    },
    close: async () => {},
  }
}

interface Neighbour {
  /** Offset of the upper left of the four pixels, and the weights of all four. */
  readonly offset: number
  readonly weights: readonly [number, number, number, number]
}

/** Eight points on a circle, bilinear between pixels. */
function ring(): Neighbour[] {
  return Array.from({ length: 8 }, (_, i) => {
    const x = snapped(radius * Math.cos((i * Math.PI) / 4))
    const y = snapped(radius * Math.sin((i * Math.PI) / 4))
    const [x0, y0] = [Math.floor(x), Math.floor(y)]
    const [fx, fy] = [x - x0, y - y0]
    return { offset: y0 * side + x0, weights: [(1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy] }
  })
}

/** cos and sin of right angles are not exactly 0 and ±1. */
function snapped(value: number): number {
  return Math.abs(value - Math.round(value)) < 1e-9 ? Math.round(value) : value
}

/** Patterns with at most two changes around the circle get a bin of their own in the order of their value. */
function uniformBins(): Uint8Array {
  let next = 0
  return Uint8Array.from({ length: 256 }, (_, pattern) => {
    const turned = ((pattern << 1) | (pattern >> 7)) & 255
    let changes = 0
    for (let rest = pattern ^ turned; rest > 0; rest &= rest - 1) changes++
    return changes <= 2 ? next++ : bins - 1
  })
}

/** Interpolated greys that should be equal may differ by rounding; half a grey level is far below any edge. */
const tolerance = 1e-3

function countPatterns(
  grey: Image,
  neighbours: readonly Neighbour[],
  binOfPattern: Uint8Array,
  out: Float32Array,
): void {
  const { data } = grey
  for (let y = radius; y < side - radius - 1; y++) {
    const row = Math.floor(y / cell) * cellsPerSide
    for (let x = radius; x < side - radius - 1; x++) {
      const at = y * side + x
      const threshold = data[at]! - tolerance
      let pattern = 0
      for (let k = 0; k < 8; k++) {
        const { offset, weights } = neighbours[k]!
        const p = at + offset
        const value =
          weights[0] * data[p]! +
          weights[1] * data[p + 1]! +
          weights[2] * data[p + side]! +
          weights[3] * data[p + side + 1]!
        if (value >= threshold) pattern |= 1 << k
      }
      out[(row + Math.floor(x / cell)) * bins + binOfPattern[pattern]!]! += 1
    }
  }
}
