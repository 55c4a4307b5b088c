import { createGroupsBuilder, type ScoreGroups } from './score-groups.ts'

/**
 * Replaces groups by finer ones where those hold all of the group's scores; other finer groups say nothing new and are ignored.
 *
 * @param finer ascending, does not overlap
 */
export function refineGroups(groups: ScoreGroups, finer: ScoreGroups): ScoreGroups {
  const refined = createGroupsBuilder(groups.length + finer.length)
  let first = 0
  for (let i = 0; i < groups.length; i++) {
    while (first < finer.length && finer.low[first]! < groups.low[i]!) first++
    let end = first
    let genuine = 0
    let impostor = 0
    while (end < finer.length && finer.high[end]! <= groups.high[i]!) {
      genuine += finer.genuine[end]!
      impostor += finer.impostor[end]!
      end++
    }
    if (genuine === groups.genuine[i] && impostor === groups.impostor[i]) {
      for (let k = first; k < end; k++) copyGroup(finer, k, refined.push)
    } else copyGroup(groups, i, refined.push)
    first = end
  }
  return refined.groups()
}

/** Replaces groups without impostors by the genuine scores in them. */
export function resolveGenuineOnly(
  groups: ScoreGroups,
  genuine: Float64Array,
  next: (value: number) => number,
): ScoreGroups {
  const resolved = createGroupsBuilder(groups.length + genuine.length)
  let g = 0
  for (let i = 0; i < groups.length; i++) {
    const end = g + groups.genuine[i]!
    if (groups.impostor[i]! > 0 || groups.single[i] === 1) copyGroup(groups, i, resolved.push)
    else {
      while (g < end) {
        const score = genuine[g]!
        const start = g
        while (g < end && genuine[g] === score) g++
        resolved.push(score, next(score), g - start, 0, true)
      }
    }
    g = end
  }
  return resolved.groups()
}

function copyGroup(groups: ScoreGroups, i: number, push: ReturnType<typeof createGroupsBuilder>['push']): void {
  push(groups.low[i]!, groups.high[i]!, groups.genuine[i]!, groups.impostor[i]!, groups.single[i] === 1)
}
