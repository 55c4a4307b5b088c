/** A rate as percent without sign, three significant digits at most: 0.0125 is `1.25`, 0.001 is `0.1`. */
export function percentText(rate: number): string {
  return String(Number((rate * 100).toPrecision(3)))
}
