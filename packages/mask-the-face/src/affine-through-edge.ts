import type { Affine } from '@maskmirror/imaging/geometry'

/**
 * The affine map that takes two points exactly to their targets and the others as near as least squares allows. Two such
 * maps with the same edge agree along it, so that the halves of a fold meet.
 *
 * @param source x0, y0, x1, y1, …
 * @param target as many points
 * @param options.edge indices of the two exact points, which must differ in the source
 * @param options.outer indices of the other points, none of them on the edge's line in the source
 */
export function affineThroughEdge(
  source: ArrayLike<number>,
  target: ArrayLike<number>,
  options: { edge: readonly [number, number]; outer: readonly number[] },
): Affine {
  const [from, to] = options.edge
  const ox = source[from * 2]!
  const oy = source[from * 2 + 1]!
  const ex = source[to * 2]! - ox
  const ey = source[to * 2 + 1]! - oy
  const tx = target[from * 2]!
  const ty = target[from * 2 + 1]!
  const ux = target[to * 2]! - tx
  const uy = target[to * 2 + 1]! - ty
  const length2 = ex * ex + ey * ey
  // a source point is origin + s·edge + n·normal; the edge's image is given, the normal's is the unknown
  let nn = 0
  let nx = 0
  let ny = 0
  for (const i of options.outer) {
    const px = source[i * 2]! - ox
    const py = source[i * 2 + 1]! - oy
    const s = (px * ex + py * ey) / length2
    const n = (py * ex - px * ey) / length2
    nn += n * n
    nx += n * (target[i * 2]! - tx - s * ux)
    ny += n * (target[i * 2 + 1]! - ty - s * uy)
  }
  const vx = nx / nn
  const vy = ny / nn
  const a = (ux * ex - vx * ey) / length2
  const b = (ux * ey + vx * ex) / length2
  const d = (uy * ex - vy * ey) / length2
  const e = (uy * ey + vy * ex) / length2
  return [a, b, tx - a * ox - b * oy, d, e, ty - d * ox - e * oy]
}
