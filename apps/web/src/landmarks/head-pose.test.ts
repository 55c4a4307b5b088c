import { expect, test } from 'vitest'
import { headPose } from './head-pose.ts'

/** A rotation about one axis, column by column, 4×4. */
function rotation(axis: 'x' | 'y' | 'z', deg: number): number[] {
  const [c, s] = [Math.cos((deg * Math.PI) / 180), Math.sin((deg * Math.PI) / 180)]
  if (axis === 'x') return [1, 0, 0, 0, 0, c, s, 0, 0, -s, c, 0, 3, -2, -40, 1]
  if (axis === 'y') return [c, 0, -s, 0, 0, 1, 0, 0, s, 0, c, 0, 3, -2, -40, 1]
  return [c, s, 0, 0, -s, c, 0, 0, 0, 0, 1, 0, 3, -2, -40, 1]
}

test.each([
  { axis: 'y', deg: 30, pose: { yawDeg: 30, pitchDeg: 0, rollDeg: 0 } }, // the nose to the picture's right
  { axis: 'x', deg: -20, pose: { yawDeg: 0, pitchDeg: 20, rollDeg: 0 } }, // upwards
  { axis: 'z', deg: -10, pose: { yawDeg: 0, pitchDeg: 0, rollDeg: 10 } }, // y points up, so this is clockwise
] as const)('$deg degrees about $axis', ({ axis, deg, pose }) => {
  const found = headPose(rotation(axis, deg).map((value, i) => (i < 12 ? 7 * value : value))) // any size of face
  for (const key of ['yawDeg', 'pitchDeg', 'rollDeg'] as const) expect(found[key], key).toBeCloseTo(pose[key], 9)
})
