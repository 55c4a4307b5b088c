import { expect, test } from 'vitest'
import type { ExaminedPhoto } from '#landmarks/landmark-calls.ts'
import { pointsFile } from './points-file.ts'

/** A photo with one face whose points all lie in one place. */
function photo(scale: number, x: number, y: number): ExaminedPhoto {
  const points = Float32Array.from({ length: 136 }, (_, i) => (i % 2 === 0 ? x : y))
  const face = { mesh: new Float32Array(956), points68: points, points5: new Float32Array(10) }
  const crop = { data: new Uint8ClampedArray(4), width: 1, height: 1 }
  const quality = { score: 1, parts: {} as never, reasons: [] }
  const mask = { decision: 'bare', where: 'none', probability: 0, places: null } as const
  return {
    pixels: { data: new Uint8ClampedArray(400), width: 10, height: 10 },
    original: { width: 10 * scale, height: 10 * scale },
    faces: [{ ...face, visibility68: new Float32Array(68), pose: null, mask, quality, crop }],
  }
}

test('points are in pixels of the file: the first pixel’s corner stays where it is', () => {
  const lines = pointsFile([
    { name: 'a.jpg', photo: photo(1, 2.123456, 3) },
    { name: 'b.jpg', photo: photo(4, -0.5, 9.5) },
  ]).split('\n')
  expect(lines).toHaveLength(3)
  const [first, second] = lines.slice(0, 2).map((line) => JSON.parse(line))
  expect([first.file, first.ibug68.length, first.ibug68[67]]).toEqual(['a.jpg', 68, [2.12, 3]])
  expect(second.ibug68[0]).toEqual([-0.5, 39.5])
})
