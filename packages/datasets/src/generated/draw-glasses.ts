import type { Drawing } from './drawing.ts'
import { lerp, type Point2 } from './point.ts'
import { smoothPath } from './smooth-curve.ts'

/** Worn on this picture only: a nuisance, no part of the person. */
export function drawGlasses(drawing: Drawing): void {
  const { sketch, identity, appearance, face, to } = drawing
  const { glasses } = appearance
  if (glasses === null) return
  const { apart } = identity.eyes
  const front = face.surface.at(0.2, 0.02).z + 0.16
  const rim = (side: number): Point2[] =>
    Array.from({ length: 16 }, (_, k) => {
      const angle = (k / 16) * 2 * Math.PI
      const power = lerp(1, 0.5, glasses.squareness)
      const bend = (value: number) => Math.sign(value) * Math.abs(value) ** power
      const x = apart + 0.33 * bend(Math.cos(angle))
      return to({ x: side * x, y: 0.04 + 0.235 * bend(Math.sin(angle)), z: front - 0.25 * Math.max(0, x - 0.45) })
    })
  for (const side of [-1, 1]) {
    const path = smoothPath(rim(side), true)
    sketch.fill(path, [255, 255, 255], 0.08)
    sketch.stroke(path, glasses.colour, glasses.thicknessPx, 0.95)
    const temple = [
      to({ x: side * (apart + 0.33), y: -0.04, z: front - 0.1 }),
      to(face.surface.silhouette(-0.06, side, appearance.yawRad)),
    ]
    sketch.stroke(smoothPath(temple, false), glasses.colour, glasses.thicknessPx * 0.9, 0.95)
  }
  const bridge = [-1, 0, 1].map((k) =>
    to({ x: k * (apart - 0.33), y: k === 0 ? -0.05 : 0, z: front + (k === 0 ? 0.04 : 0) }),
  )
  sketch.stroke(smoothPath(bridge, false), glasses.colour, glasses.thicknessPx, 0.95)
}
