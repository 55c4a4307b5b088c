import { createImage, createRng, type Image } from '@maskmirror/core'
import { describe, expect, test } from 'vitest'
import { createLbpEmbedder } from './lbp-embedder.ts'

/** Smooth random texture: a sum of waves, so that neighbouring pixels are alike as in a photo. */
function texture(seed: string, gain = 1, offset = 0): Image {
  const rng = createRng(seed)
  const waves = Array.from({ length: 12 }, () => [rng.uniform(-0.4, 0.4), rng.uniform(-0.4, 0.4), rng.uniform(0, 6)])
  const data = Uint8ClampedArray.from({ length: 112 * 112 * 3 }, (_, i) => {
    const pixel = Math.floor(i / 3)
    const [x, y] = [pixel % 112, Math.floor(pixel / 112)]
    const value = waves.reduce((sum, [a, b, phase]) => sum + Math.sin(a! * x + b! * y + phase!), 0)
    return offset + gain * (128 + 12 * value)
  })
  return createImage(112, 112, 3, data)
}

const cosine = (rows: Float32Array, i: number, j: number, dimension: number) => {
  let sum = 0
  for (let k = 0; k < dimension; k++) sum += rows[i * dimension + k]! * rows[j * dimension + k]!
  return sum
}

describe('createLbpEmbedder', () => {
  test('agrees with patterns that are counted one by one', async () => {
    const { embed, dimension } = createLbpEmbedder()
    const image = texture('naive')
    const row = await embed([image])
    const grey = (x: number, y: number) => {
      const p = (y * 112 + x) * 3
      return Math.round(0.299 * image.data[p]! + 0.587 * image.data[p + 1]! + 0.114 * image.data[p + 2]!)
    }
    const at = (x: number, y: number) => {
      const [left, top] = [Math.floor(x), Math.floor(y)]
      const [fx, fy] = [x - left, y - top]
      const upper = grey(left, top) * (1 - fx) + grey(left + 1, top) * fx
      const lower = grey(left, top + 1) * (1 - fx) + grey(left + 1, top + 1) * fx
      return upper * (1 - fy) + lower * fy
    }
    const patterns = Array.from({ length: 256 }, (_, p) => p.toString(2).padStart(8, '0'))
    const changes = (bits: string) => [...bits].filter((bit, i) => bit !== bits[(i + 1) % 8]).length
    const uniform = patterns.flatMap((bits, p) => (changes(bits) <= 2 ? [p] : []))
    expect(uniform.length).toBe(58)
    const counts = new Float64Array(dimension)
    for (let y = 2; y < 109; y++) {
      for (let x = 2; x < 109; x++) {
        let pattern = 0
        for (let k = 0; k < 8; k++) {
          const [dx, dy] = [2 * Math.cos((k * Math.PI) / 4), 2 * Math.sin((k * Math.PI) / 4)]
          const near = (v: number) => (Math.abs(v - Math.round(v)) < 1e-9 ? Math.round(v) : v)
          if (at(x + near(dx), y + near(dy)) >= grey(x, y) - 1e-3) pattern |= 1 << k
        }
        const bin = uniform.includes(pattern) ? uniform.indexOf(pattern) : 58
        counts[(Math.floor(y / 16) * 7 + Math.floor(x / 16)) * 59 + bin]!++
      }
    }
    for (let cell = 0; cell < 49; cell++) {
      const total = counts.subarray(cell * 59, cell * 59 + 59).reduce((a, b) => a + b, 0)
      for (let k = 0; k < 59; k++) {
        expect(row[cell * 59 + k]).toBeCloseTo(Math.sqrt(counts[cell * 59 + k]! / total) / 7, 5)
      }
    }
  })

  test('rows have length 1; light hardly matters, another texture does', async () => {
    const { embed, dimension } = createLbpEmbedder()
    const rows = await embed([texture('a'), texture('a', 0.7, 30), texture('b')])
    for (let i = 0; i < 3; i++) expect(cosine(rows, i, i, dimension)).toBeCloseTo(1, 5)
    const [same, other] = [cosine(rows, 0, 1, dimension), cosine(rows, 0, 2, dimension)]
    expect(same).toBeGreaterThan(0.95)
    expect(other).toBeLessThan(same - 0.05)
  })

  test('the same crop gives the same bits, alone or with others', async () => {
    const { embed, dimension } = createLbpEmbedder()
    const alone = await embed([texture('b')])
    const together = await embed([texture('a'), texture('b')])
    expect(together.slice(dimension)).toEqual(alone)
  })

  test('an even picture has an embedding, a small one is refused', async () => {
    const { embed } = createLbpEmbedder()
    expect((await embed([createImage(112, 112, 3)])).every(Number.isFinite)).toBe(true)
    await expect(embed([createImage(100, 112, 3)])).rejects.toMatchObject({ code: 'bad-crop' })
  })
})
