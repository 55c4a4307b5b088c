/** A logistic curve over log-odds. */
export interface Curve {
  readonly slope: number
  readonly offset: number
}

export interface LabelledOdds {
  readonly odds: number
  readonly masked: boolean
}

/**
 * Platt's calibration, both classes with equal total weight, targets moved inwards as Platt (1999) does, so
 * that separable data have a finite slope.
 */
export function fitCalibration(examples: readonly LabelledOdds[]): Curve {
  const [slope, offset] = fitWeights(examples.map(({ odds, masked }) => ({ features: [odds], masked }))) as [
    number,
    number,
  ]
  return { slope, offset }
}

/** The same over several log-odds: a weight for each, then what is added. By Newton's method. */
export function fitWeights(examples: readonly { features: readonly number[]; masked: boolean }[]): number[] {
  const positives = examples.filter(({ masked }) => masked).length
  const negatives = examples.length - positives
  const size = (examples[0]?.features.length ?? 0) + 1
  let weights = Array.from({ length: size }, (_, k) => (k + 1 < size ? 1 / (size - 1) : 0))
  for (let step = 0; step < 200; step++) {
    const gradient = new Array<number>(size).fill(0)
    const curvature = Array.from({ length: size }, (_, k) =>
      Array.from({ length: size }, (_, j) => (j === k ? 1e-9 : 0)),
    )
    for (const { features, masked } of examples) {
      const row = [...features, 1]
      const p = 1 / (1 + Math.exp(-row.reduce((sum, value, k) => sum + value * weights[k]!, 0)))
      const target = masked ? (positives + 1) / (positives + 2) : 1 / (negatives + 2)
      const weight = 0.5 / (masked ? positives : negatives)
      for (let k = 0; k < size; k++) {
        gradient[k]! += weight * (p - target) * row[k]!
        for (let j = 0; j < size; j++) curvature[k]![j]! += Math.max(weight * p * (1 - p), 1e-12) * row[k]! * row[j]!
      }
    }
    const change = solve(curvature, gradient)
    const length = Math.min(1, 1 / Math.hypot(...change))
    weights = weights.map((weight, k) => weight - length * change[k]!)
    if (Math.hypot(...change) < 1e-9) break
  }
  return weights
}

/** Gauss-Jordan on a few equations with a positive definite matrix. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, k) => [...row, right[k]!])
  for (let k = 0; k < rows.length; k++) {
    const pivot = rows[k]![k]!
    rows[k] = rows[k]!.map((value) => value / pivot)
    for (let j = 0; j < rows.length; j++) {
      if (j === k) continue
      const factor = rows[j]![k]!
      rows[j] = rows[j]!.map((value, i) => value - factor * rows[k]![i]!)
    }
  }
  return rows.map((row) => row.at(-1)!)
}

export function probabilityOf(odds: number, { slope, offset }: Curve): number {
  return 1 / (1 + Math.exp(-(slope * odds + offset)))
}

/** How far probabilities are from what happens; bare and masked photos count alike in sum. */
export interface Reliability {
  /** Mean distance between confidence and frequency over ten bins of equal width. */
  readonly expectedCalibrationError: number
  readonly brier: number
  /** Bins that hold a photo: mean probability, weighted share of masked photos, photos. */
  readonly bins: readonly { readonly probability: number; readonly masked: number; readonly photos: number }[]
}

export function reliability(examples: readonly LabelledOdds[], curve: Curve): Reliability {
  const positives = examples.filter(({ masked }) => masked).length
  const sums = Array.from({ length: 10 }, () => ({ weight: 0, probability: 0, masked: 0, photos: 0 }))
  let brier = 0
  for (const { odds, masked } of examples) {
    const p = probabilityOf(odds, curve)
    const weight = 0.5 / (masked ? positives : examples.length - positives)
    brier += weight * (p - Number(masked)) ** 2
    const bin = sums[Math.min(9, Math.floor(p * 10))]!
    bin.weight += weight
    bin.probability += weight * p
    bin.masked += weight * Number(masked)
    bin.photos++
  }
  const filled = sums.filter(({ photos }) => photos > 0)
  return {
    expectedCalibrationError: filled.reduce((sum, bin) => sum + Math.abs(bin.probability - bin.masked), 0),
    brier,
    bins: filled.map(({ weight, probability, masked, photos }) => ({
      probability: probability / weight,
      masked: masked / weight,
      photos,
    })),
  }
}
