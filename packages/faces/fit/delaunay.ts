type Point = readonly [x: number, y: number]
type Triangle = readonly [number, number, number]

/**
 * Delaunay's triangulation, point by point (Bowyer 1981, Watson 1981).
 *
 * @returns indices of each triangle's corners, clockwise where y points down
 */
export function triangulate(points: readonly Point[]): Triangle[] {
  const count = points.length
  const far = 1e4
  // one triangle around everything, whose corners go at the end
  const all: readonly Point[] = [...points, [-far, -far], [far, -far], [0, far]]
  let triangles: Triangle[] = [clockwise(all, [count, count + 1, count + 2])]
  for (let p = 0; p < count; p++) {
    const around = triangles.filter((triangle) => isInCircle(all, triangle, all[p]!))
    const edges = around.flatMap(([a, b, c]): [number, number][] => [
      [a, b],
      [b, c],
      [c, a],
    ])
    // the border of the hole: edges that no other of its triangles has
    const border = edges.filter(([a, b]) => !edges.some(([c, d]) => a === d && b === c))
    const gone = new Set(around)
    triangles = triangles.filter((triangle) => !gone.has(triangle))
    for (const [a, b] of border) triangles.push(clockwise(all, [a, b, p]))
  }
  return triangles.filter((triangle) => triangle.every((corner) => corner < count))
}

function areaOf(points: readonly Point[], [a, b, c]: Triangle): number {
  const [ax, ay] = points[a]!
  const [bx, by] = points[b]!
  const [cx, cy] = points[c]!
  return (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
}

function clockwise(points: readonly Point[], [a, b, c]: Triangle): Triangle {
  return areaOf(points, [a, b, c]) >= 0 ? [a, b, c] : [a, c, b]
}

/** Whether a point lies inside of the circle through the corners of a clockwise triangle. */
function isInCircle(points: readonly Point[], [a, b, c]: Triangle, [x, y]: Point): boolean {
  const [p, q, r] = [a, b, c].map((corner) => {
    const [dx, dy] = [points[corner]![0] - x, points[corner]![1] - y]
    return [dx, dy, dx * dx + dy * dy] as const
  }) as [readonly [number, number, number], readonly [number, number, number], readonly [number, number, number]]
  return (
    p[0] * (q[1] * r[2] - r[1] * q[2]) - p[1] * (q[0] * r[2] - r[0] * q[2]) + p[2] * (q[0] * r[1] - r[0] * q[1]) > 0
  )
}
