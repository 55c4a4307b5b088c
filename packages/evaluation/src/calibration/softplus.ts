/** ln(1 + exp(x)), finite for every finite x where the plain formula overflows above 709. */
export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))
}
