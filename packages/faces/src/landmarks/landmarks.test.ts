import { createImage, createLandmarks } from '@maskmirror/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { tinyMesh } from '../../test/tiny-mesh.ts'
import { tinyParts } from '../../test/tiny-parts.ts'
import { tinyYunet } from '../../test/tiny-yunet.ts'
import { arcfaceTemplate } from '../align-face.ts'
import { equidistant } from './equidistant.ts'
import { openLandmarker } from './face-landmarker.ts'
import { meanShape68, templateLandmarks } from './mean-shape.ts'
import { arcface5FromMediapipe478, ibug68FromMediapipe478, ibug68ValuesOf } from './mesh-points.ts'

/** x0, y0, … */
function pointsAlong(line: readonly number[], count: number): number[] {
  return equidistant(line, count).flatMap(({ segment, t }) =>
    [0, 1].map((axis) => {
      const from = line[2 * segment + axis]!
      return from + t * (line[2 * segment + 2 + axis]! - from)
    }),
  )
}

describe('equidistant', () => {
  test('walks along corners and keeps both ends', () => {
    expect(pointsAlong([0, 0, 3, 0, 3, 3], 4)).toEqual([0, 0, 2, 0, 3, 1, 3, 3])
    expect(pointsAlong([1, 2, 1, 2], 3)).toEqual([1, 2, 1, 2, 1, 2])
  })

  test('neighbours on a straight line are equally far apart', () => {
    const steps = fc.array(fc.double({ min: 0.01, max: 9, noNaN: true }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(steps, fc.integer({ min: 2, max: 12 }), (lengths, count) => {
        const line = [0, 5]
        for (const length of lengths) line.push(line.at(-2)! + length, 5)
        const x = line.at(-2)!
        const points = pointsAlong(line, count)
        expect(points.length).toBe(count * 2)
        for (let k = 0; k < count; k++) {
          expect(points[2 * k]).toBeCloseTo((x * k) / (count - 1), 6)
          expect(points[2 * k + 1]).toBe(5)
        }
      }),
    )
  })
})

describe('points of the mesh', () => {
  const mesh = createLandmarks(
    'mediapipe478',
    Float32Array.from({ length: 956 }, (_, i) => (i % 2 === 0 ? i / 2 : -i)),
  )

  test('eyes, nose, mouth and chin are the vertices of those places', () => {
    const { points } = ibug68FromMediapipe478(mesh)
    const vertex = (k: number) => points[2 * k]
    expect([vertex(8), vertex(27), vertex(30), vertex(33)]).toEqual([152, 168, 4, 2])
    expect([vertex(0), vertex(16), vertex(36), vertex(45)]).toEqual([127, 356, 33, 263])
    expect([vertex(48), vertex(54), vertex(62), vertex(66)]).toEqual([61, 291, 13, 14])
    expect([...arcface5FromMediapipe478(mesh).points].filter((_, i) => i % 2 === 0)).toEqual([468, 473, 4, 61, 291])
  })

  test('values of vertices go where the points go', () => {
    // a mesh whose x are its vertices' numbers: what is carried over for them is the x of the 68 points
    const numbers = Float32Array.from({ length: 478 }, (_, k) => k)
    const { points } = ibug68FromMediapipe478(mesh)
    expect([...ibug68ValuesOf(mesh, (vertex) => numbers[vertex]!)]).toEqual([...points].filter((_, i) => i % 2 === 0))
  })

  test('refuses other schemes', () => {
    expect(() => ibug68FromMediapipe478(meanShape68)).toThrow(/mediapipe478 points but received ibug68/)
  })
})

describe('templateLandmarks', () => {
  test('the mean face is symmetric and sits on ArcFace’s five points', () => {
    const { points } = meanShape68
    const mirrored = [16, 15, 14, 13, 12, 11, 10, 9, 8]
    mirrored.forEach((other, k) => {
      expect(points[2 * k]! + points[2 * other]!).toBeCloseTo(112, 4)
      expect(points[2 * k + 1]).toBe(points[2 * other + 1])
    })
    expect(templateLandmarks(arcfaceTemplate).points).toEqual(points)
    // the middle of the four inner eye points is near the eye, the nose tip near the nose tip
    const eyeX = (points[72]! + points[78]!) / 2
    expect(Math.abs(eyeX - arcfaceTemplate.points[0]!)).toBeLessThan(2)
    expect(Math.hypot(points[60]! - arcfaceTemplate.points[4]!, points[61]! - arcfaceTemplate.points[5]!)).toBeLessThan(
      2,
    )
  })
})

describe('openLandmarker', () => {
  test('brings points from the turned crop back to the photo', async () => {
    await using parts = await tinyParts()
    const model = await parts.model('mediapipe-face-landmarker', tinyMesh())
    const landmarker = await openLandmarker({ runtime: parts.runtime, model })
    const white = createImage(300, 300, 3)
    white.data.fill(255)
    // a box of 256 / 1.5 makes the crop as large as the network's input: 1 pixel there is 1 pixel here
    const side = 256 / 1.5
    const box = { x: 150 - side / 2, y: 150 - side / 2, width: side, height: side }
    const level = await landmarker.locate(white, box, 0)
    expect(level.presence).toBeCloseTo(1 / (1 + Math.exp(-10)), 3)
    const at = (points: Float32Array, k: number) => [points[2 * k]!, points[2 * k + 1]!]
    // vertex 130 is at (66, 129) from the crop's corner, which lies at (22, 22) of the photo's edge
    expect(at(level.mesh.points, 130)[0]).toBeCloseTo(22 + 66 - 0.5, 2)
    expect(at(level.mesh.points, 130)[1]).toBeCloseTo(22 + 129 - 0.5, 2)
    const turned = await landmarker.locate(white, box, Math.PI / 2)
    // a quarter turn about the middle: (x, y) from the middle goes to (−y, x)
    const [x, y] = [22 + 66 - 150, 22 + 129 - 150]
    expect(at(turned.mesh.points, 130)[0]).toBeCloseTo(150 - y - 0.5, 2)
    expect(at(turned.mesh.points, 130)[1]).toBeCloseTo(150 + x - 0.5, 2)
  })

  test('refuses another model', async () => {
    await using parts = await tinyParts()
    const model = await parts.model('mediapipe-face-landmarker', tinyYunet())
    await expect(openLandmarker({ runtime: parts.runtime, model })).rejects.toMatchObject({ code: 'wrong-model' })
  })
})
