import { createImage, createLandmarks } from '@maskmirror/core'
import { describe, expect, test } from 'vitest'
import { arcfaceTemplate } from '../align-face.ts'
import type { Box } from '../detection/types.ts'
import type { FaceLandmarker } from './face-landmarker.ts'
import { findMesh } from './find-mesh.ts'

const photo = createImage(112, 112, 3)
const start = { box: { x: 10, y: 10, width: 80, height: 100 }, points5: arcfaceTemplate }

/** A mesh in a circle, whose eye corners lie `eyes` apart at an angle. */
function circle(x: number, y: number, radius: number, angleRad = 0) {
  const points = new Float32Array(956)
  for (let k = 0; k < 478; k++) {
    const turn = (2 * Math.PI * k) / 478
    points.set([x + radius * Math.cos(turn), y + radius * Math.sin(turn)], 2 * k)
  }
  const [dx, dy] = [(Math.cos(angleRad) * radius) / 2, (Math.sin(angleRad) * radius) / 2]
  points.set([x - dx, y - dy], 33 * 2)
  points.set([x + dx, y + dy], 263 * 2)
  return createLandmarks('mediapipe478', points)
}

/** Writes down what it is asked. */
function landmarkerOf(answer: (box: Box, call: number) => { x: number; presence: number; angleRad?: number }) {
  const crops: { box: Box; angleRad: number }[] = []
  const landmarker: FaceLandmarker = {
    name: 'fixed',
    version: '1',
    locate: async (_, box, angleRad) => {
      crops.push({ box, angleRad })
      const { x, presence, angleRad: leaning } = answer(box, crops.length - 1)
      return { mesh: circle(x, 60, 40, leaning), depths: new Float32Array(478), presence }
    },
    close: async () => {},
  }
  return { landmarker, crops }
}

const middle = ({ x, width }: Box) => x + width / 2 - 0.5

describe('findMesh', () => {
  test('follows the mesh until it asks for the crop that it came from', async () => {
    // the network sees the face a third of the way back to where its crop is
    const { landmarker, crops } = landmarkerOf((box) => ({ x: 56 + (middle(box) - 56) / 3, presence: 1 }))
    const { mesh } = await findMesh(landmarker, photo, { ...start, box: { ...start.box, x: -10 } })
    expect(crops.map(({ box }) => middle(box))).toEqual([
      expect.closeTo(29.5, 6),
      expect.closeTo(56 - 26.5 / 3, 3),
      expect.closeTo(56 - 26.5 / 9, 3),
    ])
    expect(mesh.points[0]! - 40).toBeCloseTo(56 - 26.5 / 27, 3)
  })

  test('begins where a mesh lies in the box of a detector', async () => {
    const { landmarker, crops } = landmarkerOf(() => ({ x: 56, presence: 1 }))
    await findMesh(landmarker, photo, start)
    const [{ x, y, width, height } = start.box] = crops.map(({ box }) => box)
    expect([x, y, width, height]).toEqual([
      expect.closeTo(10 + 80 * 0.04, 6),
      expect.closeTo(10 + 100 * 0.04 + 5.3, 6),
      expect.closeTo(73.6, 6),
      expect.closeTo(92, 6),
    ])
  })

  test('stops after the first crop that changes nothing', async () => {
    const { landmarker, crops } = landmarkerOf(() => ({ x: 56, presence: 1, angleRad: 0.3 }))
    await findMesh(landmarker, photo, start)
    expect(crops.length).toBe(2)
    // the box lies level in the photo whatever the angle, and ends where the points end
    expect(crops[1]!.angleRad).toBeCloseTo(0.3, 5)
    const { x, y, width, height } = crops[1]!.box
    for (const [value, expected] of [
      [x, 16.5],
      [y, 20.5],
      [width, 80],
      [height, 80],
    ] as const) {
      expect(value).toBeCloseTo(expected, 1)
    }
  })

  test('keeps the mesh before the crop slips off the face', async () => {
    const { landmarker, crops } = landmarkerOf((_, call) => ({ x: 50 + 9 * call, presence: [0.95, 0.92, 0.7][call]! }))
    const { mesh, presence } = await findMesh(landmarker, photo, start)
    expect(crops.length).toBe(3)
    expect([mesh.points[0]! - 40, presence]).toEqual([59, 0.92])
  })

  test.each([
    { presences: [0.3, 0.92, 0.95], from: 1 },
    { presences: [0.3, 0.2, 0.4], from: 0 },
  ])('goes on from the surer of the box and the eyes: $presences', async ({ presences, from }) => {
    const xs = [50, 60, from === 0 ? 50 : 60]
    const { landmarker, crops } = landmarkerOf((_, call) => ({ x: xs[call]!, presence: presences[call]! }))
    const { presence } = await findMesh(landmarker, photo, start)
    expect(crops[1]!.box.width).toBeCloseTo(2.2 * 35.237, 1)
    expect(middle(crops[2]!.box)).toBeCloseTo(xs[from]!, 1)
    expect([crops.length, presence]).toEqual([3, presences[2]])
  })
})
