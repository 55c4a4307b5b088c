import type { Expression } from './appearance.ts'
import type { Identity } from './identity.ts'
import { clamp, lerp, type Point2, type Point3, smoothstep } from './point.ts'
import { sampleSmoothCurve } from './smooth-curve.ts'

/**
 * The skin of the head: for each height a horizontal cut that is an ellipse, with the face's relief on its front.
 */
export interface HeadSurface {
  /** Right half of the frontal outline from crown to chin, x ≥ 0. */
  readonly outline: readonly Point2[]
  /** Half width of the cut at a height of the closed mouth's head; 0 outside of the head. */
  readonly halfWidth: (y: number) => number
  /** Ratio of depth to half width of the cuts. */
  readonly depthRatio: number
  /** Where the cut's centre is on z. */
  readonly centreZ: (y: number) => number
  /** The skin at a place of the frontal view, |x| up to the half width. The jaw is dropped when the mouth opens. */
  readonly at: (x: number, y: number) => Point3
  /** The point of the cut that is seen farthest out on a side (-1 or 1) when the head is turned. */
  readonly silhouette: (y: number, side: number, yawRad: number, grow?: number) => Point3
  /** A height after the jaw has dropped. */
  readonly dropJaw: (y: number) => number
}

const depthRatio = 1.15

export function createHeadSurface(identity: Identity, expression: Expression): HeadSurface {
  const { head } = identity
  const right: Point2[] = [
    { x: 0, y: head.crownY },
    { x: 0.37 * head.forehead, y: head.crownY + 0.055 },
    { x: 0.68 * head.forehead, y: head.crownY + 0.2 },
    { x: 0.92 * head.forehead, y: head.crownY + 0.42 },
    { x: 1.06 * head.forehead, y: head.crownY + 0.74 },
    { x: head.temple, y: -0.45 },
    { x: head.cheekbone, y: 0.08 },
    { x: head.cheek, y: head.chinY * 0.38 },
    { x: head.jaw, y: head.chinY * 0.64 },
    { x: lerp(head.jaw, head.chin, 0.5), y: head.chinY * 0.83 },
    { x: head.chin, y: head.chinY * 0.955 },
    { x: 0, y: head.chinY },
  ]
  const left = right.slice(1, -1).reverse()
  const loop = [...right, ...left.map(({ x, y }) => ({ x: -x, y }))]
  const steps = 10
  const outline = sampleSmoothCurve(loop, true, steps).slice(0, (right.length - 1) * steps + 1)
  const widths = tabulate(outline, head.crownY, head.chinY)
  const halfWidth = (y: number) => readTable(widths, (y - head.crownY) / (head.chinY - head.crownY))
  const drop = 0.16 * expression.open
  const dropJaw = (y: number) => y + drop * smoothstep(identity.mouth.y - 0.02, identity.mouth.y + 0.4, y)
  const centreZ = (y: number) => 0.82 * smoothstep(0.45, head.chinY, y) - 0.1 * smoothstep(-0.8, head.crownY, y)
  const relief = createRelief(identity)
  return {
    outline,
    halfWidth,
    depthRatio,
    centreZ,
    dropJaw,
    at: (x, y) => {
      const w = Math.max(1e-6, halfWidth(y))
      const across = Math.sqrt(Math.max(0, 1 - (x / w) ** 2))
      return { x, y: dropJaw(y), z: centreZ(y) + depthRatio * w * across + relief(x, y) * across }
    },
    silhouette: (y, side, yawRad, grow = 0) => {
      const w = halfWidth(y) + grow
      const d = depthRatio * w
      const reach = Math.max(1e-6, Math.hypot(w * Math.cos(yawRad), d * Math.sin(yawRad)))
      return {
        x: (side * w * w * Math.cos(yawRad)) / reach,
        y: dropJaw(y),
        z: centreZ(y) + (side * d * d * Math.sin(yawRad)) / reach,
      }
    },
  }
}

/** Nose, sockets, brow ridge, cheekbones, lips and chin over the ellipse, in units of the head. */
function createRelief({ nose, eyes, mouth, head, femininity }: Identity): (x: number, y: number) => number {
  const tipY = nose.baseY - nose.lift
  return (x, y) => {
    const ax = Math.abs(x)
    const along = clamp((y + 0.05) / (tipY + 0.05), 0, 1)
    const ridge =
      y < tipY
        ? lerp(nose.out * 0.18, nose.out, along ** 1.4) * smoothstep(-0.4, 0, y)
        : nose.out *
          lerp(1, 0.22, smoothstep(tipY, nose.baseY + 0.02, y)) *
          (1 - smoothstep(nose.baseY, nose.baseY + 0.12, y))
    const noseWidth = lerp(nose.bridge, nose.tip, along) * 1.15
    const wings = 0.1 * bump(ax - nose.wings * 0.72, 0.085) * bump(y - (nose.baseY - 0.08), 0.085)
    const socket = -0.13 * bump(ax - eyes.apart * 0.92, 0.2) * bump(y + 0.03, 0.15)
    const ball = 0.07 * bump(ax - eyes.apart, 0.15) * bump(y, 0.1)
    const browRidge = (0.03 + 0.05 * (1 - femininity)) * bump(ax - 0.4, 0.32) * bump(y + 0.33, 0.11)
    const cheekbone = 0.09 * bump(ax - 0.62, 0.24) * bump(y - 0.42, 0.22)
    const muzzle = 0.08 * bump(x, 0.34) * bump(y - mouth.y, 0.24)
    const lips =
      0.07 * bump(x, mouth.halfWidth * 0.62) * (bump(y - (mouth.y - 0.05), 0.05) + bump(y - (mouth.y + 0.07), 0.055))
    const fold = -0.05 * bump(x, 0.26) * bump(y - (mouth.y + 0.2), 0.06)
    const chin = 0.09 * bump(x, 0.22) * bump(y - (head.chinY - 0.2), 0.13)
    return ridge * bump(x, noseWidth) + wings + socket + ball + browRidge + cheekbone + muzzle + lips + fold + chin
  }
}

function bump(distance: number, width: number): number {
  const t = distance / width
  return t < -4 || t > 4 ? 0 : Math.exp(-0.5 * t * t)
}

/** Half widths at evenly spaced heights. */
function tabulate(outline: readonly Point2[], top: number, bottom: number): Float64Array {
  const size = 256
  const table = new Float64Array(size + 1)
  let k = 0
  for (let i = 0; i <= size; i++) {
    const y = top + ((bottom - top) * i) / size
    while (k < outline.length - 2 && outline[k + 1]!.y < y) k++
    const [a, b] = [outline[k]!, outline[k + 1]!]
    table[i] = Math.max(0, lerp(a.x, b.x, clamp((y - a.y) / Math.max(1e-9, b.y - a.y), 0, 1)))
  }
  return table
}

function readTable(table: Float64Array, t: number): number {
  if (t <= 0 || t >= 1) return 0
  const position = t * (table.length - 1)
  const index = Math.floor(position)
  return lerp(table[index]!, table[index + 1]!, position - index)
}
