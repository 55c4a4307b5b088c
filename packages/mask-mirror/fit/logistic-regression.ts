/** `score = bias + weights · row`; the probability is its logistic function. */
export interface LogisticModel {
  readonly bias: number
  readonly weights: readonly number[]
}

/**
 * Logistic regression by gradient descent on standardised columns, both classes with the same total weight.
 *
 * @param rows values of each example
 * @param labels true for the positive class
 * @param options.penalty L2 on the standardised weights
 * @param options.steps of full-batch descent
 */
export function fitLogistic(
  rows: readonly (readonly number[])[],
  labels: readonly boolean[],
  options: { penalty: number; steps: number },
): LogisticModel {
  const columns = rows[0]!.length
  const mean = Array.from({ length: columns }, (_, j) => rows.reduce((sum, row) => sum + row[j]!, 0) / rows.length)
  const deviation = mean.map((m, j) => Math.sqrt(rows.reduce((sum, row) => sum + (row[j]! - m) ** 2, 0) / rows.length))
  const scaled = rows.map((row) => row.map((value, j) => (value - mean[j]!) / deviation[j]!))
  const positive = labels.filter(Boolean).length
  const share = (label: boolean) => 0.5 / (label ? positive : rows.length - positive)
  let bias = 0
  let weights = new Array<number>(columns).fill(0)
  for (let step = 0; step < options.steps; step++) {
    const gradient = weights.map((weight) => options.penalty * weight)
    let biasGradient = 0
    scaled.forEach((row, i) => {
      const score = row.reduce((sum, value, j) => sum + value * weights[j]!, bias)
      const error = share(labels[i]!) * (1 / (1 + Math.exp(-score)) - (labels[i] ? 1 : 0))
      biasGradient += error
      row.forEach((value, j) => {
        gradient[j]! += error * value
      })
    })
    bias -= biasGradient / 2
    weights = weights.map((weight, j) => weight - gradient[j]! / 2)
  }
  const unscaled = weights.map((weight, j) => weight / deviation[j]!)
  return { bias: unscaled.reduce((sum, weight, j) => sum - weight * mean[j]!, bias), weights: unscaled }
}
