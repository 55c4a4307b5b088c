import type { DenseLandmarks } from '../landmarks/face-landmarker.ts'
import { boxOfMesh } from '../landmarks/mesh-crop.ts'
import { meshTriangles } from '../landmarks/mesh-triangles.ts'
import { isInside } from './is-inside.ts'
import { ramp } from './ramp.ts'

/**
 * How well the camera sees each point of a mesh: not at all where the skin faces away from it, where a nearer part of the
 * face (mostly the nose) lies before it, or outside of the picture. What hides a
 * face besides, such as hair or a hand, is not known.
 *
 * @param photo size in pixels
 * @returns gives for each of the 478 points 0 (hidden) .. 1 (in view)
 */
export function meshVisibility(
  dense: Pick<DenseLandmarks, 'mesh' | 'depths'>,
  photo: { readonly width: number; readonly height: number },
): (vertex: number) => number {
  const { mesh, depths } = dense
  const { points } = mesh
  const facing = facingOf(points, depths)
  const nearestAt = nearestDepths(dense)
  const eyes = Math.hypot(
    points[rightIris]! - points[leftIris]!,
    points[rightIris + 1]! - points[leftIris + 1]!,
    depths[rightIris / 2]! - depths[leftIris / 2]!,
  )
  return (vertex) => {
    const x = points[2 * vertex]!
    const y = points[2 * vertex + 1]!
    if (!isInside(x, y, photo)) return 0
    const behind = (depths[vertex]! - nearestAt(x, y)) / eyes
    return ramp(facing[vertex]!, facingAway, facingUs) * (1 - ramp(behind, before, hidden))
  }
}

/** Where the x of the middles of the irises stand. */
const [leftIris, rightIris] = [468 * 2, 473 * 2]

/**
 * Cosine between the skin and the direction to the camera where a point is gone, and from where on it counts as seen. On a
 * head that looks into the camera the outline faces it with 0.08 and more; on one turned by 15 degrees the far side has -0.18.
 */
const [facingAway, facingUs] = [-0.15, 0.05]

/** How far, in eye distances, a point lies behind another part of the face where it begins to be hidden, and where it is. */
const [before, hidden] = [0.15, 0.3]

/** Typed, because both loops below read it some thousand times. */
const triangles = Uint16Array.from(meshTriangles)

/** Cosine between the normal at each vertex and the direction to the camera. */
function facingOf(points: Float32Array, depths: Float32Array): Float64Array {
  const normals = new Float64Array(depths.length * 3)
  for (let t = 0; t < triangles.length; t += 3) {
    const a = triangles[t]!
    const b = triangles[t + 1]!
    const c = triangles[t + 2]!
    const ux = points[2 * b]! - points[2 * a]!
    const uy = points[2 * b + 1]! - points[2 * a + 1]!
    const uz = depths[b]! - depths[a]!
    const vx = points[2 * c]! - points[2 * a]!
    const vy = points[2 * c + 1]! - points[2 * a + 1]!
    const vz = depths[c]! - depths[a]!
    const nx = uy * vz - uz * vy
    const ny = uz * vx - ux * vz
    const nz = ux * vy - uy * vx
    for (let corner = t; corner < t + 3; corner++) {
      const at = 3 * triangles[corner]!
      normals[at]! += nx
      normals[at + 1]! += ny
      normals[at + 2]! += nz
    }
  }
  const facing = new Float64Array(depths.length)
  for (let k = 0; k < facing.length; k++) {
    const x = normals[3 * k]!
    const y = normals[3 * k + 1]!
    const z = normals[3 * k + 2]!
    facing[k] = z / (Math.hypot(x, y, z) || 1)
  }
  return facing
}

/** Cells along the longer side of the mesh: about as fine as its points lie. */
const cells = 48

/**
 * The depth of what is nearest to the camera, cell by cell.
 *
 * @returns at a place in the picture; infinite where no triangle covers the middle of its cell
 */
function nearestDepths({ mesh, depths }: Pick<DenseLandmarks, 'mesh' | 'depths'>): (x: number, y: number) => number {
  const { points } = mesh
  const { x: left, y: top, width, height } = boxOfMesh(mesh)
  const cell = Math.max(width, height) / cells
  const nearest = new Float64Array(cells * cells).fill(Number.POSITIVE_INFINITY)
  // places in cells, whose middles are whole numbers
  const columns = new Float64Array(depths.length)
  const rows = new Float64Array(depths.length)
  for (let k = 0; k < depths.length; k++) {
    columns[k] = (points[2 * k]! + 0.5 - left) / cell - 0.5
    rows[k] = (points[2 * k + 1]! + 0.5 - top) / cell - 0.5
  }
  for (let t = 0; t < triangles.length; t += 3) {
    const a = triangles[t]!
    const b = triangles[t + 1]!
    const c = triangles[t + 2]!
    const ax = columns[a]!
    const bx = columns[b]!
    const cx = columns[c]!
    const ay = rows[a]!
    const by = rows[b]!
    const cy = rows[c]!
    const abX = bx - ax
    const abY = by - ay
    const acX = cx - ax
    const acY = cy - ay
    const area = abX * acY - acX * abY
    if (area === 0) continue
    const depth = depths[a]!
    const toB = depths[b]! - depth
    const toC = depths[c]! - depth
    const [firstColumn, lastColumn] = [Math.ceil(Math.min(ax, bx, cx)), Math.max(ax, bx, cx)]
    const [firstRow, lastRow] = [Math.ceil(Math.min(ay, by, cy)), Math.max(ay, by, cy)]
    for (let y = firstRow; y <= lastRow; y++) {
      for (let x = firstColumn; x <= lastColumn; x++) {
        // shares of the corners, all positive inside
        const ofB = ((x - ax) * acY - acX * (y - ay)) / area
        const ofC = (abX * (y - ay) - (x - ax) * abY) / area
        if (ofB < 0 || ofC < 0 || ofB + ofC > 1) continue
        const here = depth + ofB * toB + ofC * toC
        const at = y * cells + x
        if (here < nearest[at]!) nearest[at] = here
      }
    }
  }
  return (x, y) => {
    const column = (x + 0.5 - left) / cell - 0.5
    const row = (y + 0.5 - top) / cell - 0.5
    // the farthest of the cells around: where the skin is steep, a cell's middle is much nearer than its edge
    let farthest = Number.NEGATIVE_INFINITY
    for (let r = Math.floor(row); r <= Math.ceil(row); r++) {
      for (let c = Math.floor(column); c <= Math.ceil(column); c++) {
        const isCell = r >= 0 && c >= 0 && r < cells && c < cells
        farthest = Math.max(farthest, isCell ? nearest[r * cells + c]! : Number.POSITIVE_INFINITY)
      }
    }
    return farthest
  }
}
