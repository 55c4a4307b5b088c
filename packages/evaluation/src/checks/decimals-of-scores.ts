/** More decimals than this are not taken for rounding (our choice). */
const mostDecimals = 4

/**
 * The least number of decimals, 0..4, with which all scores can be written; a float32 widened to a double counts as the decimal
 * that it stands for.
 *
 * @returns null when a score needs more
 */
export function decimalsOfScores(classes: readonly ArrayLike<number>[]): number | null {
  let decimals = 0
  for (const scores of classes) {
    for (let i = 0; i < scores.length; i++) {
      while (!hasDecimals(scores[i]!, decimals)) {
        decimals++
        if (decimals > mostDecimals) return null
      }
    }
  }
  return decimals
}

function hasDecimals(score: number, decimals: number): boolean {
  const scale = 10 ** decimals
  const rounded = Math.round(score * scale) / scale
  return score === rounded || score === Math.fround(rounded)
}
