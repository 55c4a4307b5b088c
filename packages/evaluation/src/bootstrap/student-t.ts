import { betaQuantile, betaShareBelow } from '../beta-quantile.ts'

/** The value that Student's t exceeds in size with chance `share`, in (0, 1). */
export function tDeviate(share: number, degreesOfFreedom: number): number {
  const x = betaQuantile(share, degreesOfFreedom / 2, 0.5)
  return Math.sqrt((degreesOfFreedom * (1 - x)) / x)
}

/** The chance that Student's t exceeds the size of `t`. */
export function tTails(t: number, degreesOfFreedom: number): number {
  if (t === 0) return 1
  return betaShareBelow(degreesOfFreedom / (degreesOfFreedom + t * t), degreesOfFreedom / 2, 0.5)
}
