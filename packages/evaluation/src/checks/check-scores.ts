import { decimalsOfScores } from './decimals-of-scores.ts'
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
  const notFinite = checkFinite(scores)
  if (notFinite.length > 0) return notFinite
  const genuine = extent(scores.genuine)
  const impostor = extent(scores.impostor)
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
    ...checkResolution(scores, { lowest, highest, count }),
  ]
}

interface Extent {
  readonly count: number
  readonly mean: number
  readonly lowest: number
  readonly highest: number
}

function extent(scores: ArrayLike<number>): Extent {
  let lowest = Infinity
  let highest = -Infinity
  let sum = 0
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i]!
    if (score < lowest) lowest = score
    if (score > highest) highest = score
    sum += score
  }
  return { count: scores.length, mean: sum / scores.length, lowest, highest }
}

function checkFinite(scores: CheckedScores): Finding[] {
  return (['genuine', 'impostor'] as const).flatMap((side): Finding[] => {
    const found: number[] = []
    let count = 0
    for (let i = 0; i < scores[side].length; i++) {
      if (Number.isFinite(scores[side][i]!)) continue
      count++
      if (found.length < exampleCount) found.push(i)
    }
    if (count === 0) return []
    return [
      {
        code: 'score-not-finite',
        severity: 'error',
        message: `Expected finite scores but ${counted(count, `${side} score is`, `${side} scores are`)} not, first score ${found[0]}: ${scores[side][found[0]!]}`,
        details: { side, count, indices: found },
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
  if (genuine.count === 0 || impostor.count === 0 || genuine.mean >= impostor.mean) return []
  return [
    {
      code: 'scores-reversed',
      severity: 'warning',
      message: `Expected a higher score for more alike but the mean genuine score ${genuine.mean} is below the mean impostor score ${impostor.mean}: are these distances?`,
      details: { genuineMean: genuine.mean, impostorMean: impostor.mean },
    },
  ]
}

function checkResolution(
  scores: CheckedScores,
  { lowest, highest, count }: { lowest: number; highest: number; count: number },
): Finding[] {
  if (count < manyScores) return []
  const decimals = decimalsOfScores([scores.genuine, scores.impostor])
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
  return ([lowest, highest] as const).flatMap((value, i): Finding[] => {
    const atValue = occurrences(scores.genuine, value) + occurrences(scores.impostor, value)
    if (atValue < 10 || atValue < clampedShare * count) return []
    const end = i === 0 ? 'lowest' : 'highest'
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

function occurrences(scores: ArrayLike<number>, value: number): number {
  let found = 0
  for (let i = 0; i < scores.length; i++) if (scores[i] === value) found++
  return found
}
