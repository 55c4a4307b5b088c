/** More decimals than this are not taken for rounding (our choice). */
const mostDecimals = 4

/** How many decimals scores are written with. */
export interface DecimalCounter {
  add(score: number): void
  /** The least number of decimals, 0..4, with which all scores can be written; null when one needs more. */
  decimals(): number | null
}

/** A float32 widened to a double counts as the decimal that it stands for. */
export function createDecimalCounter(): DecimalCounter {
  let decimals = 0
  return {
    add: (score) => {
      while (decimals <= mostDecimals && !hasDecimals(score, decimals)) decimals++
    },
    decimals: () => (decimals > mostDecimals ? null : decimals),
  }
}

function hasDecimals(score: number, decimals: number): boolean {
  const scale = 10 ** decimals
  const rounded = Math.round(score * scale) / scale
  return score === rounded || score === Math.fround(rounded)
}
