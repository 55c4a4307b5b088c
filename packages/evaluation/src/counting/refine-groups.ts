import { countBelow, countUpTo } from '#sorted-array.ts'
import type { ScoreInterval } from './build-plan.ts'
import type { ScoreArray } from './pass-plan.ts'
import { createGroupsBuilder, type ScoreGroups } from './score-groups.ts'

/**
 * Replaces groups by finer ones where those hold all of the group's scores; other finer groups say nothing new and are ignored.
 *
 * @param finer ascending, does not overlap
 */
export function refineGroups(groups: ScoreGroups, finer: ScoreGroups): ScoreGroups {
  const refined = createGroupsBuilder(groups.length + finer.length)
  let copied = 0
  for (let first = 0; first < finer.length; ) {
    const i = countUpTo(groups.low, finer.low[first]!, copied) - 1
    let end = first
    let genuine = 0
    let impostor = 0
    while (i >= copied && end < finer.length && finer.high[end]! <= groups.high[i]!) {
      genuine += finer.genuine[end]!
      impostor += finer.impostor[end]!
      end++
    }
    if (end > first && genuine === groups.genuine[i] && impostor === groups.impostor[i]) {
      refined.copy(groups, copied, i)
      refined.copy(finer, first, end)
      copied = i + 1
    }
    first = Math.max(end, first + 1)
  }
  refined.copy(groups, copied, groups.length)
  return refined.groups()
}

/**
 * Divides groups of both classes, all of whose scores were kept one by one, at the genuine scores: each for itself, the impostors
 * between two of them together.
 *
 * @param options.genuine all, ascending
 * @param options.impostors those kept, ascending in each list
 * @param options.intervals in which they were kept, whole groups
 */
export function splitAtGenuine(
  groups: ScoreGroups,
  {
    genuine,
    impostors,
    intervals,
    next,
  }: {
    genuine: Float64Array
    impostors: readonly ScoreArray[]
    intervals: readonly ScoreInterval[]
    next: (value: number) => number
  },
): ScoreGroups {
  const cursors = impostors.map(createCursor)
  const impostorsBelow = (value: number) => {
    let count = 0
    for (const cursor of cursors) count += cursor.countBelow(value)
    return count
  }
  let capacity = groups.length
  for (let i = 0; i < groups.length; i++) if (groups.impostor[i]! > 0) capacity += 2 * groups.genuine[i]!
  const split = createGroupsBuilder(capacity)
  let interval = 0
  let copied = 0
  let g = 0
  for (let i = 0; i < groups.length; i++) {
    const low = groups.low[i]!
    const high = groups.high[i]!
    const end = g + groups.genuine[i]!
    while (interval < intervals.length && intervals[interval]!.high <= low) interval++
    const isKept = interval < intervals.length && intervals[interval]!.low <= low && high <= intervals[interval]!.high
    if (!isKept || g === end || groups.impostor[i] === 0 || groups.single[i] === 1) {
      g = end
      continue
    }
    split.copy(groups, copied, i)
    copied = i + 1
    let from = low
    let below = impostorsBelow(low)
    while (g < end) {
      const score = genuine[g]!
      const start = g
      while (g < end && genuine[g] === score) g++
      const after = next(score)
      const belowScore = impostorsBelow(score)
      const upToScore = impostorsBelow(after)
      split.push(from, score, 0, belowScore - below, next(from) === score)
      split.push(score, after, g - start, upToScore - belowScore, true)
      from = after
      below = upToScore
    }
    split.push(from, high, 0, impostorsBelow(high) - below, next(from) === high)
  }
  split.copy(groups, copied, groups.length)
  return split.groups()
}

/** Counts what is below values that only grow. */
function createCursor(ascending: ScoreArray) {
  let at = 0
  return {
    countBelow: (value: number) => {
      let step = 1
      while (at + step < ascending.length && ascending[at + step]! < value) step *= 2
      at = countBelow(ascending, value, at, Math.min(ascending.length, at + step))
      return at
    },
  }
}
