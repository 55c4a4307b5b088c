import { symmetricEigen } from './symmetric-eigen.ts'

/** An ellipse as the original draws it. */
export interface ChinEllipse {
  readonly centre: readonly [x: number, y: number]
  /** Pixels, along the first and the second axis; neither need be the longer. */
  readonly semiAxes: readonly [first: number, second: number]
  /** Of the first axis from the x axis, in [-pi/4, pi/4]. */
  readonly angleRad: number
}

/**
 * Direct least-squares fit of an ellipse (Fitzgibbon, Pilu & Fisher, PAMI 1999), solved in centred and scaled
 * coordinates (Halíř & Flusser 1998), where the original's answer is the same but loses no digits.
 *
 * @param points x0, y0, x1, y1, …
 * @returns null for points on one line, where the original's matrix has no inverse; a conic that is no ellipse gives NaN
 */
export function fitEllipse(points: ArrayLike<number>): ChinEllipse | null {
  const count = points.length / 2
  let meanX = 0
  let meanY = 0
  for (let i = 0; i < points.length; i += 2) {
    meanX += points[i]! / count
    meanY += points[i + 1]! / count
  }
  let spread = 0
  for (let i = 0; i < points.length; i += 2) spread += (points[i]! - meanX) ** 2 + (points[i + 1]! - meanY) ** 2
  const scale = Math.sqrt(spread / count)
  if (!(scale > 0)) return null

  // moments of the quadratic part (x², xy, y²), of the linear part (x, y, 1) and between them
  const quadratic = new Float64Array(9)
  const mixed = new Float64Array(9)
  let xx = 0
  let xy = 0
  let yy = 0
  for (let i = 0; i < points.length; i += 2) {
    const x = (points[i]! - meanX) / scale
    const y = (points[i + 1]! - meanY) / scale
    xx += x * x
    xy += x * y
    yy += y * y
    const q = [x * x, x * y, y * y]
    const l = [x, y, 1]
    for (let a = 0; a < 3; a++) {
      for (let b = 0; b < 3; b++) {
        quadratic[a * 3 + b]! += q[a]! * q[b]!
        mixed[a * 3 + b]! += q[a]! * l[b]!
      }
    }
  }
  // centred points have no first moments: the linear part's matrix is [[xx, xy, 0], [xy, yy, 0], [0, 0, count]]
  const determinant = xx * yy - xy * xy
  if (!(determinant > 1e-12 * count * count)) return null // xx + yy is count; rounding leaves 1e-16
  // linear coefficients that are best for given quadratic ones: l = -(matrix)⁻¹ mixedᵀ q
  const linear = Float64Array.from({ length: 9 }, (_, k) => {
    const row = Math.floor(k / 3)
    const [mx, my, m1] = [mixed[(k % 3) * 3]!, mixed[(k % 3) * 3 + 1]!, mixed[(k % 3) * 3 + 2]!]
    if (row === 2) return -m1 / count
    return (row === 0 ? xy * my - yy * mx : xy * mx - xx * my) / determinant
  })
  const reduced = quadratic.slice()
  for (let a = 0; a < 3; a++) {
    for (let b = 0; b < 3; b++) {
      for (let k = 0; k < 3; k++) reduced[a * 3 + b]! += mixed[a * 3 + k]! * linear[k * 3 + b]!
    }
  }
  const [a, b, c] = quadraticPart(reduced)
  const [d, e, f] = [0, 1, 2].map(
    (row) => linear[row * 3]! * a + linear[row * 3 + 1]! * b + linear[row * 3 + 2]! * c,
  ) as [number, number, number]
  return ellipseOf([a, b / 2, c, d / 2, e / 2, f], { meanX, meanY, scale })
}

/**
 * The q with the largest |qᵀCq / qᵀSq|, where qᵀCq = 4ac - b² is positive for ellipses: an eigenvector of S⁻¹C,
 * found as one of the symmetric L⁻¹CL⁻ᵀ with S = LLᵀ.
 */
function quadraticPart(s: Float64Array): [a: number, b: number, c: number] {
  const l00 = Math.sqrt(s[0]!)
  const l10 = s[3]! / l00
  const l11 = Math.sqrt(s[4]! - l10 * l10)
  const l20 = s[6]! / l00
  const l21 = (s[7]! - l20 * l10) / l11
  const l22 = Math.sqrt(s[8]! - l20 * l20 - l21 * l21)
  if (!(l22 > 0)) {
    // points on a conic without any error: its coefficients are in the null space of S
    const { values, vectors } = symmetricEigen(s.slice(), 3)
    const least = indexOfLargest(values.map((value) => -Math.abs(value))) * 3
    return [vectors[least]!, vectors[least + 1]!, vectors[least + 2]!]
  }
  const solveLower = (x: number, y: number, z: number): [number, number, number] => {
    const p = x / l00
    const q = (y - l10 * p) / l11
    return [p, q, (z - l20 * p - l21 * q) / l22]
  }
  // columns of L⁻¹C, then rows of it times L⁻ᵀ
  const columns = [solveLower(0, 0, 2), solveLower(0, -1, 0), solveLower(2, 0, 0)]
  const matrix = Float64Array.from(
    [0, 1, 2].flatMap((i) => solveLower(columns[0]![i]!, columns[1]![i]!, columns[2]![i]!)),
  )
  const { values, vectors } = symmetricEigen(matrix, 3)
  const best = indexOfLargest(values.map(Math.abs)) * 3
  const c = vectors[best + 2]! / l22
  const b = (vectors[best + 1]! - l21 * c) / l11
  return [(vectors[best]! - l10 * b - l20 * c) / l00, b, c]
}

function indexOfLargest(values: Float64Array): number {
  return values.reduce((best, value, i) => (value > values[best]! ? i : best), 0)
}

/** Centre, axes and angle of the conic ax² + 2bxy + cy² + 2dx + 2ey + f = 0, back in pixels. */
function ellipseOf(
  [a, b, c, d, e, f]: readonly [number, number, number, number, number, number],
  frame: { meanX: number; meanY: number; scale: number },
): ChinEllipse {
  const minor = b * b - a * c
  const x = (c * d - b * e) / minor
  const y = (a * e - b * d) / minor
  const up = 2 * (a * e * e + c * d * d + f * b * b - 2 * b * d * e - a * c * f)
  const root = Math.sqrt(1 + (4 * b * b) / ((a - c) * (a - c)))
  const first = Math.sqrt(up / (minor * ((c - a) * root - (c + a))))
  const second = Math.sqrt(up / (minor * ((a - c) * root - (c + a))))
  return {
    centre: [x * frame.scale + frame.meanX, y * frame.scale + frame.meanY],
    semiAxes: [first * frame.scale, second * frame.scale],
    angleRad: 0.5 * Math.atan((2 * b) / (a - c)),
  }
}

/**
 * The original's polyline of an ellipse: 35 points, 0.2 rad apart, from the end of the first axis on. It goes round and
 * overlaps itself by half a radian, which is why its first and last crossing with a line are often the same place.
 *
 * @returns x0, y0, x1, y1, …
 */
export function ellipsePolyline({ centre, semiAxes, angleRad }: ChinEllipse): Float64Array {
  const count = 35
  const polyline = new Float64Array(count * 2)
  const cos = Math.cos(angleRad)
  const sin = Math.sin(angleRad)
  for (let i = 0; i < count; i++) {
    const along = semiAxes[0] * Math.cos(i * 0.2)
    const across = semiAxes[1] * Math.sin(i * 0.2)
    polyline[i * 2] = centre[0] + along * cos - across * sin
    polyline[i * 2 + 1] = centre[1] + along * sin + across * cos
  }
  return polyline
}
