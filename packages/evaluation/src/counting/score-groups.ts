/**
 * Scores in ascending groups of neighbours, with exact counts of both classes; no group is empty. A threshold at the `low` of a
 * group accepts that group and all above it, so every group is a point of the exact error curve.
 */
export interface ScoreGroups {
  readonly length: number
  /** The smallest number that can be in each group; the score itself when it is single. */
  readonly low: Float64Array
  /** The smallest number above each group. */
  readonly high: Float64Array
  readonly genuine: Float64Array
  readonly impostor: Float64Array
  /** 1 where the group can hold one number only, which then is an observed score. */
  readonly single: Uint8Array
}

/** Takes groups in ascending order; empty ones are left out. */
export interface GroupsBuilder {
  push(low: number, high: number, genuine: number, impostor: number, single: boolean): void
  /** Takes over groups as they are, from one up to but without another. */
  copy(groups: ScoreGroups, from: number, to: number): void
  groups(): ScoreGroups
}

/** @param capacity how many groups there can be at most */
export function createGroupsBuilder(capacity: number): GroupsBuilder {
  const low = new Float64Array(capacity)
  const high = new Float64Array(capacity)
  const genuine = new Float64Array(capacity)
  const impostor = new Float64Array(capacity)
  const single = new Uint8Array(capacity)
  let length = 0
  return {
    push: (groupLow, groupHigh, genuineCount, impostorCount, isSingle) => {
      if (genuineCount + impostorCount === 0) return
      low[length] = groupLow
      high[length] = groupHigh
      genuine[length] = genuineCount
      impostor[length] = impostorCount
      single[length] = isSingle ? 1 : 0
      length++
    },
    copy: (groups, from, to) => {
      low.set(groups.low.subarray(from, to), length)
      high.set(groups.high.subarray(from, to), length)
      genuine.set(groups.genuine.subarray(from, to), length)
      impostor.set(groups.impostor.subarray(from, to), length)
      single.set(groups.single.subarray(from, to), length)
      length += to - from
    },
    groups: () => ({
      length,
      low: low.subarray(0, length),
      high: high.subarray(0, length),
      genuine: genuine.subarray(0, length),
      impostor: impostor.subarray(0, length),
      single: single.subarray(0, length),
    }),
  }
}
