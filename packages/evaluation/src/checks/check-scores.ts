import { createDecimalCounter } from './decimals-of-scores.ts'
import { counted, exampleCount, type Finding } from './finding.ts'

/** Fewer scores than this prove nothing about rounding or clamping (our choice). */
const manyScores = 100

/** A share of scores exactly at the lowest or highest value that continuous scores do not reach (our choice). */
const clampedShare = 0.01

/** The two classes of scores, in any order. */
export interface CheckedScores {
  readonly genuine: ArrayLike<number>
  readonly impostor: ArrayLike<number>
}

/**
 * Checks scores before anything is computed from them. O(n).
 *
 * Errors: `score-not-finite` (NaN or infinite; nothing else is then reported), `scores-constant` (all scores of both classes
 * are one value). Warnings: `class-constant`, `scores-reversed` (impostors are more similar on average, as when distances are
 * given for similarities), `scores-rounded` (at most four decimals, and fewer values than scores: ties hide what happens at low
 * false match rates) and `scores-clamped` (at least 1 % and 10 of the scores at exactly the lowest or highest value).
 */
export function checkScores(scores: CheckedScores): Finding[] {
  const checker = createScoreChecker()
  for (const side of ['genuine', 'impostor'] as const) {
    for (let i = 0; i < scores[side].length; i++) checker.add(side, scores[side][i]!)
  }
  return checker.findings()
}

/** The same checks of scores that come one after the other and are not kept. */
export interface ScoreChecker {
  add(side: 'genuine' | 'impostor', score: number): void
  findings(): Finding[]
}

export function createScoreChecker(): ScoreChecker {
  const sides = { genuine: createExtent(), impostor: createExtent() }
  const decimals = createDecimalCounter()
  return {
    add: (side, score) => {
      addTo(sides[side], score)
      decimals.add(score)
    },
    findings: () => {
      const { genuine, impostor } = sides
      const notFinite = checkFinite(sides)
      if (notFinite.length > 0) return notFinite
      const count = genuine.count + impostor.count
      if (count === 0) return []
      const lowest = Math.min(genuine.lowest, impostor.lowest)
      const highest = Math.max(genuine.highest, impostor.highest)
      if (lowest === highest) {
        return [
          {
            code: 'scores-constant',
            severity: 'error',
            message: `Expected scores that differ but all ${count} are ${lowest}`,
            details: { value: lowest, count },
          },
        ]
      }
      return [
        ...checkConstantClass('genuine', genuine),
        ...checkConstantClass('impostor', impostor),
        ...checkDirection(genuine, impostor),
        ...checkResolution([genuine, impostor], { lowest, highest, count, decimals: decimals.decimals() }),
      ]
    },
  }
}

interface Extent {
  count: number
  sum: number
  lowest: number
  highest: number
  /** How many scores are exactly the lowest, the highest. */
  atLowest: number
  atHighest: number
  /** How many are not finite, where the first of them are, and what the first is. */
  notFinite: number
  readonly notFiniteAt: number[]
  firstNotFinite: number
}

function createExtent(): Extent {
  const none = { count: 0, sum: 0, atLowest: 0, atHighest: 0, notFinite: 0, firstNotFinite: Number.NaN }
  return { ...none, lowest: Infinity, highest: -Infinity, notFiniteAt: [] }
}

function addTo(extent: Extent, score: number): void {
  if (!Number.isFinite(score)) {
    if (extent.notFinite++ === 0) extent.firstNotFinite = score
    if (extent.notFiniteAt.length < exampleCount) extent.notFiniteAt.push(extent.count)
  }
  extent.count++
  extent.sum += score
  if (score < extent.lowest) {
    extent.lowest = score
    extent.atLowest = 1
  } else if (score === extent.lowest) extent.atLowest++
  if (score > extent.highest) {
    extent.highest = score
    extent.atHighest = 1
  } else if (score === extent.highest) extent.atHighest++
}

function checkFinite(sides: Readonly<Record<'genuine' | 'impostor', Extent>>): Finding[] {
  return (['genuine', 'impostor'] as const).flatMap((side): Finding[] => {
    const { notFinite: count, notFiniteAt: indices, firstNotFinite } = sides[side]
    if (count === 0) return []
    return [
      {
        code: 'score-not-finite',
        severity: 'error',
        message: `Expected finite scores but ${counted(count, `${side} score is`, `${side} scores are`)} not, first score ${indices[0]}: ${firstNotFinite}`,
        details: { side, count, indices },
      },
    ]
  })
}

function checkConstantClass(side: 'genuine' | 'impostor', { count, lowest, highest }: Extent): Finding[] {
  if (count < 2 || lowest !== highest) return []
  return [
    {
      code: 'class-constant',
      severity: 'warning',
      message: `Expected ${side} scores that differ but all ${count} are ${lowest}`,
      details: { side, value: lowest, count },
    },
  ]
}

function checkDirection(genuine: Extent, impostor: Extent): Finding[] {
  if (genuine.count === 0 || impostor.count === 0) return []
  const [genuineMean, impostorMean] = [genuine.sum / genuine.count, impostor.sum / impostor.count]
  if (genuineMean >= impostorMean) return []
  return [
    {
      code: 'scores-reversed',
      severity: 'warning',
      message: `Expected a higher score for more alike but the mean genuine score ${genuineMean} is below the mean impostor score ${impostorMean}: are these distances?`,
      details: { genuineMean, impostorMean },
    },
  ]
}

function checkResolution(
  sides: readonly Extent[],
  whole: { lowest: number; highest: number; count: number; decimals: number | null },
): Finding[] {
  const { lowest, highest, count, decimals } = whole
  if (count < manyScores) return []
  if (decimals !== null && (highest - lowest) * 10 ** decimals < count) {
    return [
      {
        code: 'scores-rounded',
        severity: 'warning',
        message: `Expected unrounded scores but all ${count} have at most ${counted(decimals, 'decimal', 'decimals')}: tied scores cannot be split by a threshold`,
        details: { decimals, count },
      },
    ]
  }
  return (['lowest', 'highest'] as const).flatMap((end): Finding[] => {
    const value = whole[end]
    const atValue = sides.reduce((sum, side) => {
      const here = end === 'lowest' ? side.atLowest : side.atHighest
      return sum + (side[end] === value ? here : 0)
    }, 0)
    if (atValue < 10 || atValue < clampedShare * count) return []
    return [
      {
        code: 'scores-clamped',
        severity: 'warning',
        message: `Expected scores that were not clamped but ${atValue} of ${count} are exactly the ${end} value ${value}`,
        details: { end, value, atValue, count },
      },
    ]
  })
}
