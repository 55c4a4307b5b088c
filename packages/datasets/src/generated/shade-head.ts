import type { Light } from './appearance.ts'
import type { HeadSurface } from './head-surface.ts'
import { clamp, type Point2, type Point3 } from './point.ts'
import type { Projection } from './projection.ts'
import type { SkinTexture } from './skin-texture.ts'
import { spreadBeyondEdge } from './spread-beyond-edge.ts'

const rows = 48
const columns = 38
/** Cuts are followed past the ears, which come into view when the head turns. */
const widestAngle = 1.9

/**
 * How much light falls on each pixel of the head, Lambert with a soft edge, about 1 where it faces the light; beside
 * the head the value of its nearest edge, fading to the mean, so that hair and neck are lit alike.
 *
 * @param options.chinY, options.crownY heights of the head's ends
 * @param options.texture of the skin, multiplied in
 * @returns width × height factors, row-major
 */
export function shadeHead(
  surface: HeadSurface,
  projection: Projection,
  light: Light,
  options: { crownY: number; chinY: number; texture: SkinTexture; width: number; height: number },
): Float32Array {
  const { width, height, crownY, chinY, texture } = options
  const points: Point3[] = []
  const places: Point2[] = [] // of the frontal view, before the jaw drops: the texture moves with the skin
  for (let r = 0; r <= rows; r++) {
    const y = crownY + 0.004 + ((chinY - crownY - 0.008) * r) / rows
    const w = surface.halfWidth(y)
    for (let c = 0; c <= columns; c++) {
      const angle = (c / columns - 0.5) * 2 * widestAngle
      const front = surface.at(w * Math.sin(clamp(angle, -Math.PI / 2, Math.PI / 2)), y)
      places.push({ x: front.x, y })
      const behind = Math.abs(angle) > Math.PI / 2
      points.push(
        behind
          ? { x: w * Math.sin(angle), y: front.y, z: surface.centreZ(y) + surface.depthRatio * w * Math.cos(angle) }
          : front,
      )
    }
  }
  const lit = lightVertices(points, projection, light)
  const { factors, skinX, skinY } = rasterise(points, places, lit, projection, width, height)
  spreadBeyondEdge(factors, width, height)
  const result = smooth(factors, width, height)
  for (let i = 0; i < result.length; i++) if (!Number.isNaN(skinX[i]!)) result[i]! *= texture(skinX[i]!, skinY[i]!)
  return result
}

function lightVertices(points: readonly Point3[], projection: Projection, light: Light): Float32Array {
  const stride = columns + 1
  const { yawRad, pitchRad } = projection.pose
  const [sinYaw, cosYaw, sinPitch, cosPitch] = [
    Math.sin(yawRad),
    Math.cos(yawRad),
    Math.sin(pitchRad),
    Math.cos(pitchRad),
  ]
  const towards = {
    x: Math.sin(light.azimuthRad) * Math.cos(light.elevationRad),
    y: -Math.sin(light.elevationRad),
    z: Math.cos(light.azimuthRad) * Math.cos(light.elevationRad),
  }
  const values = new Float32Array(points.length)
  for (let i = 0; i < points.length; i++) {
    const r = Math.floor(i / stride)
    const c = i % stride
    const a = points[i - (c > 0 ? 1 : 0)]!
    const b = points[i + (c < columns ? 1 : 0)]!
    const u = points[i - (r > 0 ? stride : 0)]!
    const d = points[i + (r < rows ? stride : 0)]!
    // across × down points to the viewer
    const [ex, ey, ez] = [b.x - a.x, b.y - a.y, b.z - a.z]
    const [fx, fy, fz] = [d.x - u.x, d.y - u.y, d.z - u.z]
    const nx = ey * fz - ez * fy
    const ny = ez * fx - ex * fz
    const nz = ex * fy - ey * fx
    const x = nx * cosYaw + nz * sinYaw
    const near = nz * cosYaw - nx * sinYaw
    const y = ny * cosPitch - near * sinPitch
    const z = ny * sinPitch + near * cosPitch
    const length = Math.hypot(x, y, z) || 1
    const cosine = (x * towards.x + y * towards.y + z * towards.z) / length
    // the light wraps around by a fifth, as on skin
    const direct = Math.max(0, (cosine + 0.2) / 1.2)
    const facing = Math.max(0, z / length)
    values[i] = light.ambient * (0.8 + 0.2 * facing) + (1 - light.ambient) * 1.35 * direct ** 1.1
  }
  return values
}

/** Gouraud triangles with the place of the skin; where two lie over each other the nearer one stays. NaN where there is none. */
function rasterise(
  points: readonly Point3[],
  places: readonly Point2[],
  lit: Float32Array,
  projection: Projection,
  width: number,
  height: number,
): { factors: Float32Array; skinX: Float32Array; skinY: Float32Array } {
  const factors = new Float32Array(width * height).fill(Number.NaN)
  const skinX = new Float32Array(width * height).fill(Number.NaN)
  const skinY = new Float32Array(width * height).fill(Number.NaN)
  const nearest = new Float32Array(width * height).fill(Number.NEGATIVE_INFINITY)
  const xs = new Float32Array(points.length)
  const ys = new Float32Array(points.length)
  const zs = new Float32Array(points.length)
  for (const [i, point] of points.entries()) {
    const { x, y } = projection.toPicture(point)
    xs[i] = x
    ys[i] = y
    zs[i] = projection.depth(point)
  }
  const triangle = (a: number, b: number, c: number) => {
    const [ax, ay, bx, by, cx, cy] = [xs[a]!, ys[a]!, xs[b]!, ys[b]!, xs[c]!, ys[c]!]
    const area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
    if (area < 1e-6) return // turned away
    const left = Math.max(0, Math.ceil(Math.min(ax, bx, cx)))
    const right = Math.min(width - 1, Math.floor(Math.max(ax, bx, cx)))
    const top = Math.max(0, Math.ceil(Math.min(ay, by, cy)))
    const bottom = Math.min(height - 1, Math.floor(Math.max(ay, by, cy)))
    for (let y = top; y <= bottom; y++) {
      for (let x = left; x <= right; x++) {
        const v = ((x - ax) * (cy - ay) - (cx - ax) * (y - ay)) / area
        const w = ((bx - ax) * (y - ay) - (x - ax) * (by - ay)) / area
        const u = 1 - v - w
        if (u < -1e-4 || v < -1e-4 || w < -1e-4) continue
        const index = y * width + x
        const z = u * zs[a]! + v * zs[b]! + w * zs[c]!
        if (z <= nearest[index]!) continue
        nearest[index] = z
        factors[index] = u * lit[a]! + v * lit[b]! + w * lit[c]!
        skinX[index] = u * places[a]!.x + v * places[b]!.x + w * places[c]!.x
        skinY[index] = u * places[a]!.y + v * places[b]!.y + w * places[c]!.y
      }
    }
  }
  const stride = columns + 1
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      const i = r * stride + c
      triangle(i, i + 1, i + stride)
      triangle(i + 1, i + stride + 1, i + stride)
    }
  }
  return { factors, skinX, skinY }
}

/** Mean of 3×3, to hide the triangles. */
function smooth(factors: Float32Array, width: number, height: number): Float32Array {
  const result = Float32Array.from(factors)
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x
      let sum = 0
      for (let k = -1; k <= 1; k++) {
        const j = i + k * width
        sum += factors[j - 1]! + factors[j]! + factors[j + 1]!
      }
      result[i] = sum / 9
    }
  }
  return result
}
