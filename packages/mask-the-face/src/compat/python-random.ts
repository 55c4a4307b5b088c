import { MaskTheFaceError } from '#error.ts'

/** The draws that the original makes, as CPython's `random` module makes them. */
export interface PythonRandom {
  /** 32 random bits, `getrandbits(32)`. */
  bits32: () => number
  /**
   * Uniform in 0..count-1, as `choice` of that many and as `randint(0, count - 1)`.
   *
   * @throws MaskTheFaceError `bad-count` when count is not a whole number in 1..2^32-1
   */
  below: (count: number) => number
}

const size = 624
const middle = 397

/**
 * The Mersenne Twister MT19937 (Matsumoto & Nishimura 1998), seeded and read as `random.seed(int)` of CPython 3 does,
 * so that a seeded choice is the one that Python makes.
 *
 * @param seed a whole number; its sign does not matter, as in Python
 * @throws MaskTheFaceError `bad-seed` for a number that is no safe integer
 */
export function createPythonRandom(seed: number | bigint): PythonRandom {
  if (typeof seed === 'number' && !Number.isSafeInteger(seed)) {
    throw new MaskTheFaceError({
      code: 'bad-seed',
      message: `Expected seed to be a whole number up to 2^53 - 1, or a bigint, but received ${seed}`,
      details: { seed },
    })
  }
  const state = seededState(BigInt(seed))
  let position = size

  const bits32 = () => {
    if (position === size) {
      refill(state)
      position = 0
    }
    let y = state[position++]!
    y ^= y >>> 11
    y ^= (y << 7) & 0x9d2c5680
    y ^= (y << 15) & 0xefc60000
    return (y ^ (y >>> 18)) >>> 0
  }
  const below = (count: number) => {
    if (!Number.isInteger(count) || count < 1 || count > 0xffffffff) {
      throw new MaskTheFaceError({
        code: 'bad-count',
        message: `Expected count to be a whole number in 1..4294967295 but received ${count}`,
        details: { count },
      })
    }
    // as many top bits as count has, again while they are too large; a count of 1 draws bits too
    const unused = Math.clz32(count)
    let value = bits32() >>> unused
    while (value >= count) value = bits32() >>> unused
    return value
  }
  return { bits32, below }
}

/** The state after `init_by_array` with the seed's 32-bit words, lowest first. */
function seededState(seed: bigint): Uint32Array {
  const words: number[] = []
  for (let rest = seed < 0n ? -seed : seed; rest > 0n; rest >>= 32n) words.push(Number(rest & 0xffffffffn))
  if (words.length === 0) words.push(0)
  const state = new Uint32Array(size)
  state[0] = 19650218
  for (let i = 1; i < size; i++) state[i] = Math.imul(1812433253, mixed(state[i - 1]!)) + i

  let i = 1
  const step = () => {
    i++
    if (i === size) {
      state[0] = state[size - 1]!
      i = 1
    }
  }
  for (let k = 0; k < Math.max(size, words.length); k++) {
    const j = k % words.length
    state[i] = (state[i]! ^ Math.imul(mixed(state[i - 1]!), 1664525)) + words[j]! + j
    step()
  }
  for (let k = 0; k < size - 1; k++) {
    state[i] = (state[i]! ^ Math.imul(mixed(state[i - 1]!), 1566083941)) - i
    step()
  }
  state[0] = 0x80000000
  return state
}

function mixed(word: number): number {
  return word ^ (word >>> 30)
}

function refill(state: Uint32Array): void {
  for (let i = 0; i < size; i++) {
    const y = (state[i]! & 0x80000000) | (state[(i + 1) % size]! & 0x7fffffff)
    state[i] = state[(i + middle) % size]! ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0)
  }
}
