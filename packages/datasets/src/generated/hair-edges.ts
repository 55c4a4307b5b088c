import type { Drawing } from './drawing.ts'
import { clamp, lerp, type Point2, type Point3, smoothstep } from './point.ts'

/** The outer and inner edge of the hair from the image's left end over the crown to the right one, point by point. */
export interface HairEdges {
  readonly outer: readonly Point2[]
  readonly inner: readonly Point2[]
}

/** Index of the point at the crown or the part; as many points lie on each side of it. */
export const crownIndex = 14

/** Hair that ends below this height falls beside the face. */
const longFromY = 0.5

export function hairEdges(drawing: Drawing): HairEdges {
  return { outer: outerEdge(drawing), inner: innerEdge(drawing) }
}

function outerEdge({ identity, face, projection, to, personRng }: Drawing): Point2[] {
  const { hair, head } = identity
  const { surface } = face
  const { yawRad } = projection.pose
  const rng = personRng.fork('outer')
  const phases = [rng.uniform(0, 6.28), rng.uniform(0, 6.28)] as const
  const bushy = smoothstep(0.08, 0.4, hair.topVolume + hair.sideVolume)
  const isLong = hair.endY >= longFromY
  // the part of the outline that the hair follows, from its end to the crown
  const lowest = Math.min(hair.endY, 0)
  const skull = surface.outline.filter((point) => point.y <= lowest).reverse()
  const beside = isLong ? 6 : 0
  const side = (sign: number) =>
    Array.from({ length: crownIndex }, (_, k): Point2 => {
      const ripple =
        bushy * hair.curl * 0.06 * (Math.sin(phases[0] + sign + k * 1.9) + Math.sin(phases[1] + sign * 2 + k * 3.1))
      if (k < beside) {
        const down = 1 - k / beside
        const volume = hair.sideVolume + ripple + hair.flare * down - 0.12 * smoothstep(0.75, 1, down)
        const point = surface.silhouette(0, sign, yawRad, volume)
        return to({ x: point.x, y: lerp(0, hair.endY, down), z: lerp(point.z, -0.15, down) })
      }
      const position = ((k - beside) / (crownIndex - beside)) * (skull.length - 1)
      const i = Math.min(skull.length - 2, Math.floor(position))
      const [a, b] = [skull[i]!, skull[i + 1]!]
      const length = Math.hypot(b.x - a.x, b.y - a.y)
      const outwards = { x: (a.y - b.y) / length, y: (b.x - a.x) / length }
      const up = Math.max(0, -outwards.y) ** 1.3
      const volume = Math.max(0.012, lerp(hair.sideVolume, hair.topVolume, up) + ripple)
      const y = lerp(a.y, b.y, position - i)
      const point = surface.silhouette(y, sign, yawRad, volume * outwards.x)
      return to({ ...point, y: point.y + volume * outwards.y })
    })
  const crown = to({ x: 0, y: head.crownY - hair.topVolume, z: surface.centreZ(head.crownY) })
  return [...side(-1), crown, ...side(1).reverse()]
}

function innerEdge(drawing: Drawing): Point2[] {
  const { identity, to, personRng, px } = drawing
  const { hair } = identity
  const rng = personRng.fork('inner')
  const isLong = hair.endY >= longFromY
  const place = isLong ? longInner : shortInner
  const middle = place(drawing, 1, 1)
  const side = (sign: number) => Array.from({ length: crownIndex }, (_, k) => place(drawing, sign, k / crownIndex))
  const points = [...side(-1), middle, ...side(1).reverse()].map(to)
  const rough = px(0.015 + 0.05 * hair.fringe + 0.03 * hair.curl)
  return points.map((point, i) => {
    const onForehead = Math.abs(i - crownIndex) < crownIndex - 4
    return { x: point.x, y: point.y + rough * rng.uniform(-1, 1) * (onForehead ? 1 : 0.2) }
  })
}

/** From the end beside the neck up along the cheek to the temple, then over the forehead to the part. @param t 0 end … 1 part */
function longInner({ identity, face }: Drawing, sign: number, t: number): Point3 {
  const { hair } = identity
  const { surface } = face
  const templeY = -0.35
  if (t < 0.5) {
    const y = lerp(hair.endY, templeY, t / 0.5)
    const cheek = surface.halfWidth(Math.min(y, 0.2)) - 0.05 - 0.22 * hair.curtain * smoothstep(-0.6, 0.3, y)
    const x = lerp(cheek, 0.62 + 0.2 * (1 - hair.curtain), smoothstep(0.7, 1.9, y))
    return { x: sign * x, y, z: lerp(0.25, 0.5, smoothstep(-0.3, 0.8, y)) }
  }
  const s = (t - 0.5) / 0.5
  const x = lerp(sign * (surface.halfWidth(templeY) - 0.05 - 0.1 * hair.curtain), hair.part, s ** 1.1)
  const arch = lerp(templeY, hair.hairlineY, Math.sin((s * Math.PI) / 2))
  const bangs = lerp(templeY, lerp(hair.hairlineY, -0.42, hair.fringe), Math.sqrt(s))
  return raised(face.surface, x, hair.fringe > 0.5 ? Math.max(arch, bangs) : arch)
}

/** From the sideburn up to the temple, then along the hairline or the fringe. @param t 0 end … 1 middle of the forehead */
function shortInner({ identity, face }: Drawing, sign: number, t: number): Point3 {
  const { hair } = identity
  const upper = smoothstep(0.42, 0.75, t)
  const x = lerp(0.955, 0, smoothstep(0.4, 1.02, t))
  const temple = 0.3 * hair.recession * Math.exp(-0.5 * ((t - 0.78) / 0.1) ** 2)
  const uneven = 1 + 0.4 * sign * hair.slant * smoothstep(0, 0.4, x)
  const bare = hair.hairlineY + 0.2 * x * x - temple + hair.peak * Math.exp(-0.5 * (x / 0.12) ** 2)
  const line = lerp(bare, -0.42, clamp(hair.fringe * 0.9 * uneven, 0, 1))
  const y = lerp(lerp(hair.endY, -0.5, smoothstep(0, 0.5, t)), line, upper)
  return raised(face.surface, sign * x * (1 - 0.1 * hair.curtain * (1 - upper)), y)
}

function raised(surface: Drawing['face']['surface'], x: number, y: number): Point3 {
  const widest = surface.halfWidth(y) * 0.985
  const point = surface.at(clamp(x, -widest, widest), y)
  return { ...point, z: point.z + 0.03 }
}
