import { readFileSync } from 'node:fs'
import { createLandmarks } from '@maskmirror/core'
import { describe, expect, test } from 'vitest'
import { meshVisibility } from './mesh-visibility.ts'

/** Of every vertex. */
const allOf = (...face: Parameters<typeof meshVisibility>) => {
  const visibilityOf = meshVisibility(...face)
  return Float32Array.from({ length: 478 }, (_, vertex) => visibilityOf(vertex))
}

/** The mean face of fit/triangulate-mesh.ts in eye distances: x to the right, y down, z away; x0, y0, z0, … */
const mean: readonly number[] = JSON.parse(readFileSync(new URL('../../test/mean-mesh.json', import.meta.url), 'utf8'))

type Vector = readonly [x: number, y: number, z: number]

const eyes = 100
const photo = { width: 1000, height: 1000 }
const outline = { left: [234, 93, 132, 58, 172], right: [454, 323, 361, 288, 397] }

/** Turned to the picture's right about an upright axis. */
function turned([x, y, z]: Vector, yawDeg: number): Vector {
  const [cos, sin] = [Math.cos((yawDeg * Math.PI) / 180), Math.sin((yawDeg * Math.PI) / 180)]
  return [x * cos - z * sin, y, z * cos + x * sin]
}

function denseOf(vertices: readonly Vector[], yawDeg: number, middleX = 500) {
  const points = new Float32Array(956)
  const depths = new Float32Array(478)
  for (const [k, vertex] of vertices.entries()) {
    const [x, y, z] = turned(vertex, yawDeg)
    points.set([middleX + eyes * x, 400 + eyes * y], 2 * k)
    depths[k] = eyes * z
  }
  return { mesh: createLandmarks('mediapipe478', points), depths }
}

const head = Array.from({ length: 478 }, (_, k): Vector => [mean[3 * k]!, mean[3 * k + 1]!, mean[3 * k + 2]!])

/** The same vertices on an ellipsoid, which hides nothing but its far side: its normals are known. */
const [a, b, c, middleY] = [1.35, 1.8, 1.2, 0.5]
const egg = head.map(
  ([x, y]): Vector => [x, y, -c * Math.sqrt(Math.max(0, 1 - (x / a) ** 2 - ((y - middleY) / b) ** 2))],
)
const eggNormals = egg.map(([x, y, z]): Vector => {
  const normal: Vector = [x / a ** 2, (y - middleY) / b ** 2, z / c ** 2]
  const length = Math.hypot(...normal)
  return [normal[0] / length, normal[1] / length, normal[2] / length]
})

const meanOf = (values: Float32Array, vertices: readonly number[]) =>
  vertices.reduce((sum, vertex) => sum + values[vertex]!, 0) / vertices.length

describe('meshVisibility', () => {
  test.each([0, 25, -45, 70])('of an ellipsoid turned by %s degrees the side towards the camera is seen', (yawDeg) => {
    const seen = allOf(denseOf(egg, yawDeg), photo)
    let [right, judged] = [0, 0]
    for (const [k, normal] of eggNormals.entries()) {
      const facing = -turned(normal, yawDeg)[2]
      if (Math.abs(facing + 0.05) < 0.12) continue // around the horizon it is neither
      judged++
      if (seen[k]! > 0.5 === facing > 0) right++
    }
    expect(judged).toBeGreaterThan(400)
    expect(right / judged).toBeGreaterThan(0.98)
  })

  test('a face that looks into the camera shows all points', () => {
    expect(Math.min(...allOf(denseOf(head, 0), photo))).toBeGreaterThan(0.9)
  })

  test.each([15, 30, 45, 60])('the far outline goes first, on both sides alike: %s degrees', (yawDeg) => {
    const [there, back] = [yawDeg, -yawDeg].map((deg) => allOf(denseOf(head, deg), photo))
    expect(meanOf(there!, outline.right)).toBeLessThan(0.4)
    expect(meanOf(there!, outline.left)).toBeGreaterThan(0.95)
    expect(meanOf(back!, outline.left)).toBeCloseTo(meanOf(there!, outline.right), 1)
    expect(meanOf(back!, outline.right)).toBeGreaterThan(0.95)
  })

  test('the nose hides what lies behind it, although that faces the camera', () => {
    // the far eye's inner corner on the mean face, and on one without a nose
    const innerCorner = 362
    const flat = head.map(([x, y, z]): Vector => [x, y, Math.max(z, head[innerCorner]![2] - 0.02)])
    const [withNose, without] = [head, flat].map((vertices) => allOf(denseOf(vertices, 65), photo)[innerCorner]!)
    expect(withNose).toBeLessThan(0.2)
    expect(without).toBeGreaterThan(0.8)
  })

  test('outside of the picture nothing is seen', () => {
    const dense = denseOf(head, 0, 0)
    const seen = allOf(dense, photo)
    for (let k = 0; k < 478; k++) expect(seen[k]! > 0).toBe(dense.mesh.points[2 * k]! >= -0.5)
  })
})
