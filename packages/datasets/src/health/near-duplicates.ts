import { bitDistance, type PerceptualHash, shapeBytes } from './perceptual-hash.ts'

/** Two pictures, by index, that look like the same photo. */
export interface NearDuplicate {
  readonly a: number
  /** Greater than `a`. */
  readonly b: number
  /** Of 64 bits. */
  readonly shapeDistance: number
  /** Of 256 bits. */
  readonly detailDistance: number
}

/** At most so many bits may differ. Fewer than 8 of the shape, so that of its 8 bytes one is equal. */
interface NearLimits {
  readonly shape: number
  readonly detail: number
}

/** Our choice after looking at real photographs: up to 56 bits of detail all pairs were one photo, from 65 on none. */
const usualLimits: NearLimits = { shape: 6, detail: 48 }

/**
 * Finds pairs of pictures that look the same. Pictures are compared only where one byte of their shapes is equal, which
 * misses no pair within the limits.
 *
 * @param hashes null for pictures that cannot be read
 * @returns in the order of a, then b
 */
export function findNearDuplicates(
  hashes: readonly (PerceptualHash | null)[],
  limits: NearLimits = usualLimits,
): NearDuplicate[] {
  const found = new Map<string, NearDuplicate>()
  for (let byte = 0; byte < shapeBytes; byte++) {
    const buckets = new Map<number, number[]>()
    for (const [b, hash] of hashes.entries()) {
      if (hash === null) continue
      const bucket = buckets.get(hash.shape[byte]!)
      if (bucket === undefined) {
        buckets.set(hash.shape[byte]!, [b])
        continue
      }
      for (const a of bucket) {
        const other = hashes[a]!
        const shapeDistance = bitDistance(other.shape, hash.shape)
        if (shapeDistance > limits.shape) continue
        const detailDistance = bitDistance(other.detail, hash.detail)
        if (detailDistance <= limits.detail) found.set(`${a} ${b}`, { a, b, shapeDistance, detailDistance })
      }
      bucket.push(b)
    }
  }
  return [...found.values()].sort((one, other) => one.a - other.a || one.b - other.b)
}
