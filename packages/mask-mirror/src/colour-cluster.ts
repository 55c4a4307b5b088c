import { median } from './median.ts'

/** A normal distribution of OKLab colours with independent axes. */
export interface ColourCluster {
  readonly mean: readonly [number, number, number]
  readonly variance: readonly [number, number, number]
}

/** Twice the negative log-likelihood of the pixel at `offset`, but for a constant that all clusters share. */
export function energy(cluster: ColourCluster, lab: ArrayLike<number>, offset: number): number {
  const { mean, variance } = cluster
  const dl = lab[offset]! - mean[0]
  const da = lab[offset + 1]! - mean[1]
  const db = lab[offset + 2]! - mean[2]
  const distance = (dl * dl) / variance[0] + (da * da) / variance[1] + (db * db) / variance[2]
  return distance + Math.log(variance[0] * variance[1] * variance[2])
}

/**
 * Median and robust spread (1.4826 times the median absolute deviation) of each axis.
 *
 * @param colours at least one
 * @param options.floor smallest standard deviation of each axis
 * @param options.ceiling largest; default none
 */
export function robustCluster(
  colours: readonly (readonly [number, number, number])[],
  options: { floor: readonly [number, number, number]; ceiling?: readonly [number, number, number] },
): ColourCluster {
  const axis = (k: 0 | 1 | 2): [mean: number, variance: number] => {
    const values = colours.map((colour) => colour[k])
    const mean = median(values)
    const deviation = 1.4826 * median(values.map((value) => Math.abs(value - mean)))
    const limit = options.ceiling?.[k] ?? Number.POSITIVE_INFINITY
    return [mean, Math.min(limit, Math.max(options.floor[k], deviation)) ** 2]
  }
  const [l, a, b] = [axis(0), axis(1), axis(2)]
  return { mean: [l[0], a[0], b[0]], variance: [l[1], a[1], b[1]] }
}
