import { MaskMirrorError } from './error.ts'

/** A seeded source of random numbers. Pass it in; never keep one in a module. */
export interface Rng {
  /** The next number in [0, 1), 53 random bits. */
  next: () => number
  /** Uniform in [low, high). */
  uniform: (low: number, high: number) => number
  /** A whole number in 0..count-1, without modulo bias. */
  int: (count: number) => number
  /** Normal deviate, mean 0 and standard deviation 1 unless given. */
  normal: (mean?: number, standardDeviation?: number) => number
  /** One element, each equally likely. */
  pick: <T>(items: readonly T[]) => T
  /** A new array in random order (Fisher-Yates). */
  shuffle: <T>(items: readonly T[]) => T[]
  /** An independent generator named by the label: the same seed and label give the same stream, however much was drawn. */
  fork: (label: string) => Rng
}

/** 32-bit hash of a string's UTF-16 code units (murmur3's mixing), seeded. */
function hash32(text: string, seed: number): number {
  let h = seed >>> 0
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), 0xcc9e2d51)
    h = (h << 13) | (h >>> 19)
    h = (Math.imul(h, 5) + 0xe6546b64) | 0
  }
  h ^= text.length
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/**
 * xoshiro128** (Blackman & Vigna 2021), seeded by a hash of the text form of the seed.
 *
 * @param seed any text or finite number; the same seed gives the same stream on every machine
 * @throws MaskMirrorError `rng-seed` when a number is not finite
 */
export function createRng(seed: string | number): Rng {
  if (typeof seed === 'number' && !Number.isFinite(seed)) {
    throw new MaskMirrorError({
      code: 'rng-seed',
      message: `Expected seed to be text or a finite number but received ${seed}`,
    })
  }
  const label = String(seed)
  let a = hash32(label, 0x9e3779b9)
  let b = hash32(label, 0x243f6a88)
  let c = hash32(label, 0xb7e15162)
  let d = hash32(label, 0xdeadbeef) | 1 // never all zero

  const next32 = () => {
    const x = Math.imul(b, 5)
    const result = Math.imul((x << 7) | (x >>> 25), 9) >>> 0
    const t = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= t
    d = (d << 11) | (d >>> 21)
    return result
  }
  const next = () => ((next32() >>> 5) * 67108864 + (next32() >>> 6)) / 9007199254740992
  const int = (count: number) => {
    if (!Number.isInteger(count) || count < 1 || count > 0xffffffff) {
      throw new MaskMirrorError({
        code: 'rng-count',
        message: `Expected count to be a whole number in 1..4294967295 but received ${count}`,
      })
    }
    const limit = 4294967296 - (4294967296 % count)
    let value = next32()
    while (value >= limit) value = next32()
    return value % count
  }
  return {
    next,
    uniform: (low, high) => low + (high - low) * next(),
    int,
    normal: (mean = 0, standardDeviation = 1) => {
      // Box-Muller; 1 - next() is in (0, 1], so that the logarithm is finite
      const radius = Math.sqrt(-2 * Math.log(1 - next()))
      return mean + standardDeviation * radius * Math.cos(2 * Math.PI * next())
    },
    pick: (items) => items[int(items.length)]!,
    shuffle: (items) => {
      const result = [...items]
      for (let i = result.length - 1; i > 0; i--) {
        const j = int(i + 1)
        const kept = result[i]!
        result[i] = result[j]!
        result[j] = kept
      }
      return result
    },
    fork: (name) => createRng(`${label}/${name}`),
  }
}
