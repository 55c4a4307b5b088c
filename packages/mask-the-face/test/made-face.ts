import type { Landmarks } from '@maskmirror/core'
import { mirrorOf } from './mirrored-point.ts'

/** Half of a symmetric face in eye distances from between the eyes, by iBUG index; the other half is its mirror image. */
const half: Readonly<Record<number, readonly [x: number, y: number]>> = {
  0: [-1.12, 0.02],
  1: [-1.1, 0.32],
  2: [-1.05, 0.62],
  3: [-0.98, 0.9],
  4: [-0.88, 1.16],
  5: [-0.7, 1.38],
  6: [-0.48, 1.55],
  7: [-0.24, 1.66],
  8: [0, 1.7],
  17: [-0.92, -0.26],
  18: [-0.76, -0.38],
  19: [-0.58, -0.4],
  20: [-0.4, -0.36],
  21: [-0.22, -0.28],
  27: [0, 0],
  28: [0, 0.18],
  29: [0, 0.36],
  30: [0, 0.54],
  31: [-0.2, 0.66],
  32: [-0.1, 0.7],
  33: [0, 0.72],
  36: [-0.68, 0.02],
  37: [-0.56, -0.06],
  38: [-0.44, -0.06],
  39: [-0.34, 0.02],
  40: [-0.44, 0.06],
  41: [-0.56, 0.06],
  48: [-0.38, 1.06],
  49: [-0.24, 1],
  50: [-0.1, 0.96],
  51: [0, 0.98],
  57: [0, 1.2],
  58: [-0.12, 1.18],
  59: [-0.26, 1.14],
  60: [-0.32, 1.06],
  61: [-0.12, 1.04],
  62: [0, 1.04],
  66: [0, 1.08],
  67: [-0.12, 1.08],
}

/**
 * The 68 points of a plain face, for tests.
 *
 * @param place.turn moves what lies in front of the head sideways, in eye distances: a coarse yaw
 */
export function madeFace(place: { x: number; y: number; iodPx: number; rollRad?: number; turn?: number }): Landmarks {
  const { x, y, iodPx, rollRad = 0, turn = 0 } = place
  const points = new Float32Array(136)
  for (let i = 0; i < 68; i++) {
    const [hx, v] = half[i] ?? half[mirrorOf[i]!]!
    const nose = i >= 28 && i <= 35 ? 1 : i >= 48 ? 0.6 : i === 8 ? 0.5 : 0
    const u = (half[i] === undefined ? -hx : hx) + turn * nose
    points[i * 2] = x + iodPx * (u * Math.cos(rollRad) - v * Math.sin(rollRad))
    points[i * 2 + 1] = y + iodPx * (u * Math.sin(rollRad) + v * Math.cos(rollRad))
  }
  return { scheme: 'ibug68', points }
}
