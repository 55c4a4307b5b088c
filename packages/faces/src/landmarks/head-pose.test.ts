import { createLandmarks } from '@maskmirror/core'
import { describe, expect, test } from 'vitest'
import { headPose } from './head-pose.ts'

/** Places of the vertices that the pose is read from, of a face that looks straight ahead: right, down, away. */
const frontal: Readonly<Record<number, readonly [number, number, number]>> = {
  33: [-45, -30, 5],
  263: [45, -30, 5],
  234: [-75, -10, 60],
  454: [75, -10, 60],
  61: [-25, 40, -5],
  291: [25, 40, -5],
  10: [0, -84.86, -4.89], // the line between them leans by 3.3 degrees
  152: [0, 84.86, 4.89],
}

/** The head nods first, then turns, then leans; angles as `HeadPose` counts them. */
function turnedMesh(yawDeg: number, pitchDeg: number, rollDeg: number) {
  const [yaw, pitch, roll] = [yawDeg, pitchDeg, rollDeg].map((deg) => (deg * Math.PI) / 180) as [number, number, number]
  const points = new Float32Array(956)
  const depths = new Float32Array(478)
  for (const [vertex, [x, y, z]] of Object.entries(frontal)) {
    // looking up brings the chin nearer to the camera
    const [y1, z1] = [y * Math.cos(pitch) + z * Math.sin(pitch), z * Math.cos(pitch) - y * Math.sin(pitch)]
    const [x2, z2] = [x * Math.cos(yaw) - z1 * Math.sin(yaw), z1 * Math.cos(yaw) + x * Math.sin(yaw)]
    const [x3, y3] = [x2 * Math.cos(roll) - y1 * Math.sin(roll), x2 * Math.sin(roll) + y1 * Math.cos(roll)]
    points.set([200 + x3, 300 + y3], Number(vertex) * 2)
    depths[Number(vertex)] = z2
  }
  return { mesh: createLandmarks('mediapipe478', points), depths }
}

describe('headPose', () => {
  test.each([
    [0, 0, 0],
    [35, 0, 0],
    [-60, 0, 0],
    [0, 25, 0],
    [0, -40, 0],
    [20, -15, 0],
    [0, 0, 30],
    [0, 0, -110],
  ])('yaw %s, pitch %s, roll %s', (yawDeg, pitchDeg, rollDeg) => {
    const pose = headPose(turnedMesh(yawDeg, pitchDeg, rollDeg))
    expect(pose.yawDeg).toBeCloseTo(yawDeg, 2)
    expect(pose.pitchDeg).toBeCloseTo(pitchDeg, 2)
    expect(pose.rollDeg).toBeCloseTo(rollDeg, 2)
  })
})
