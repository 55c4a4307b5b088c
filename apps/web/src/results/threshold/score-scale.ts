import type { FigureSpec } from '@maskmirror/plots'

/** The thresholds that a slider can stand at: whole steps that hold every score. */
export interface ScoreScale {
  readonly min: number
  readonly max: number
  readonly step: number
}

/** Positions that a slider has at least; our choice, about one for each pixel of a phone. */
const leastSteps = 300

/** Steps of a power of ten, from below the smallest to above the largest score, so that both ends reject or accept everything. */
export function scoreScale(distributions: FigureSpec): ScoreScale {
  const edges = distributions.kind === 'score-distribution' ? distributions.facets.flatMap((facet) => facet.edges) : []
  const [low, high] = [Math.min(...edges), Math.max(...edges)]
  const exponent = Math.floor(Math.log10(Math.max(high - low, 1e-9) / leastSteps))
  const step = Number(`1e${exponent}`)
  const whole = (steps: number) => onStep(steps * step, step)
  return { min: whole(Math.floor(low / step)), max: whole(Math.floor(high / step) + 1), step }
}

/** The number of a step without the rounding of binary fractions: 0.3, not 0.30000000000000004. */
export function onStep(value: number, step: number): number {
  return Number(value.toFixed(Math.max(0, -Math.round(Math.log10(step)))))
}
