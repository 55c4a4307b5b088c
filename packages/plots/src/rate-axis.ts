import { probit } from '@maskmirror/evaluation'
import type { RateRange } from './figure-spec.ts'
import { percentText } from './percent-text.ts'
import { deviateTicks } from './rate-range.ts'

export interface AxisTick {
  readonly position: number
  readonly label: string
}

/** Where rates lie on a linear scale, with ends for the rates 0 and 1 that a deviate or logarithm cannot place. */
export interface RateAxis {
  readonly domain: readonly [low: number, high: number]
  /** The part of the domain without the ends. */
  readonly scaled: readonly [low: number, high: number]
  readonly ticks: readonly AxisTick[]
  /** Positions between the part drawn to scale and an end; empty when the axis has no such end. */
  readonly breaks: readonly number[]
  /** Rates beyond the scaled part are placed at the end on their side. */
  readonly position: (rate: number) => number
}

/** Distance from the scaled part to the end for 0 or 1, as a share of the scaled part (our choice). */
const endShare = 0.07

/** DET axis. Has an end for 0, and one for 1, when one of the rates to show needs it. */
export function deviateAxis(range: RateRange, rates: readonly number[]): RateAxis {
  return brokenAxis({ range, scale: probit, tickRates: deviateTicks, rates })
}

/** Logarithmic axis with a tick for each decade. Has an end for 0 when one of the rates to show needs it. */
export function logAxis(range: RateRange, rates: readonly number[]): RateAxis {
  const decades = Math.round(Math.log10(range.high / range.low))
  const tickRates = Array.from({ length: decades + 1 }, (_, i) => range.high / 10 ** (decades - i))
  return brokenAxis({ range, scale: Math.log10, tickRates, rates })
}

/** Plain axis with a tick for each tenth of a wide range, each twentieth of a narrow one. */
export function linearAxis({ low, high }: RateRange): RateAxis {
  const step = high - low > 0.35 ? 0.1 : 0.02
  const count = Math.round((high - low) / step)
  const ticks = Array.from({ length: count + 1 }, (_, i) => high - (count - i) * step)
  return {
    domain: [low, high],
    scaled: [low, high],
    ticks: ticks.map((rate) => ({ position: rate, label: percentText(rate) })),
    breaks: [],
    position: (rate) => Math.min(Math.max(rate, low), high),
  }
}

/**
 * Labels by position, without those that would touch a neighbour: the ends stay, then from the left what has room.
 *
 * @param lengthPx of the axis
 * @param leastPx from one label to the next
 */
export function tickLabels({ ticks, domain }: RateAxis, lengthPx: number, leastPx: number): Map<number, string> {
  const px = ({ position }: AxisTick) => ((position - domain[0]) / (domain[1] - domain[0])) * lengthPx
  const last = ticks.at(-1)
  const kept: AxisTick[] = []
  for (const tick of ticks) {
    const before = kept.at(-1)
    const room = before === undefined || px(tick) - px(before) >= leastPx
    if (room && (tick === last || last === undefined || px(last) - px(tick) >= leastPx)) kept.push(tick)
  }
  return new Map(kept.map(({ position, label }) => [position, label]))
}

function brokenAxis(options: {
  range: RateRange
  scale: (rate: number) => number
  tickRates: readonly number[]
  rates: readonly number[]
}): RateAxis {
  const { range, scale, tickRates, rates } = options
  const low = scale(range.low)
  const high = scale(range.high)
  const gap = (high - low) * endShare
  const atZero = rates.some((rate) => rate < range.low)
  const atOne = rates.some((rate) => rate > range.high)
  const zero = low - gap
  const one = high + gap
  const tolerance = 1e-9 // a tick computed as 1 / 10 / 10 may differ from 0.01 in the last digit
  const holds = (rate: number) => rate >= range.low * (1 - tolerance) && rate <= range.high * (1 + tolerance)
  return {
    domain: [atZero ? zero : low, atOne ? one : high],
    scaled: [low, high],
    ticks: [
      ...(atZero ? [{ position: zero, label: '0' }] : []),
      ...tickRates.filter(holds).map((rate) => ({ position: scale(rate), label: percentText(rate) })),
      ...(atOne ? [{ position: one, label: '100' }] : []),
    ],
    breaks: [...(atZero ? [low - gap / 2] : []), ...(atOne ? [high + gap / 2] : [])],
    position: (rate) => (holds(rate) ? scale(rate) : rate < range.low ? zero : one),
  }
}
