/**
 * @param evidence decimal logarithm of odds, 1 or more where it is shown
 * @returns such as `25 times likelier`
 */
export function timesLikelier(evidence: number): string {
  const times = 10 ** evidence
  return `${times < 1e4 ? times.toFixed(0) : `10^${evidence.toFixed(0)}`} times likelier`
}
