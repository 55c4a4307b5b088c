import { describe, expect, test } from 'vitest'
import { type Pose, turnedFace } from '../test/turned-face.ts'
import { headYaw } from './head-yaw.ts'

const yawOf = (pose: Partial<Pose>) => headYaw(turnedFace({ x: 100, y: 90, iodPx: 50, ...pose }).points)

describe('headYaw', () => {
  const turns = [-75, -50, -25, -10, 0, 10, 25, 50, 75]

  test.each(turns)('a mean head turned by %s degrees, at any roll, pitch, size and place', (yawDeg) => {
    for (const rollDeg of [-170, -90, -20, 0, 20, 90, 180]) {
      for (const pitchDeg of [-25, 0, 25]) {
        for (const iodPx of [8, 300]) {
          const found = yawOf({ x: 7, y: -900, yawDeg, rollDeg, pitchDeg, iodPx })
          expect(Math.abs(found - yawDeg)).toBeLessThan(2) // the table has two digits, pixels are float32
        }
      }
    }
  })

  test.each(turns)(
    'noses a fifth longer and shorter at %s degrees: the same direction, a few degrees off',
    (yawDeg) => {
      for (const depth of [0.8, 1.2]) expect(Math.abs(yawOf({ yawDeg, depth }) - yawDeg)).toBeLessThan(9)
    },
  )

  test('mirrored pictures have mirrored yaw', () => {
    const { points } = turnedFace({ x: 100, y: 90, iodPx: 50, yawDeg: 30, pitchDeg: 5 })
    const other = turnedFace({ x: 100, y: 90, iodPx: 50, yawDeg: -30, pitchDeg: 5 }).points
    expect(headYaw(points)).toBeCloseTo(-headYaw(other), 4)
  })

  test('points in one place have none', () => {
    expect(headYaw(new Float32Array(136).fill(5))).toBe(0)
  })
})
