import { EvaluationError } from '#evaluation-error.ts'
import { requireSome } from '#prepared-scores.ts'
import { scoreMoments } from '#score-moments.ts'
import { countBelow } from '#sorted-array.ts'
import { buildPlan, type ScoreInterval } from './build-plan.ts'
import { countKnown } from './count-known.ts'
import { type CountedEvidence, type CountedScores, countedMeasures } from './counted-measures.ts'
import { errorCountsOfGroups } from './error-counts-of-groups.ts'
import { type Foreknowledge, type Foreseen, foresee } from './foresee.ts'
import { groupsBelowHull } from './groups-below-hull.ts'
import { groupsFromBins, groupsFromKept, groupsFromParts, groupsOfGenuineOnly } from './groups-from-counts.ts'
import { type MergedCounts, mergeCounts } from './merge-counts.ts'
import { neededGroups } from './needed-groups.ts'
import type { PassCounts, PassPlan } from './pass-plan.ts'
import { refineGroups, splitAtGenuine } from './refine-groups.ts'
import { type PartMoments, scoreMomentsOf } from './running-moments.ts'
import { createScoreBins, type ScorePrecision } from './score-bins.ts'
import type { ScoreGroups } from './score-groups.ts'

export interface CountingRequest {
  readonly precision: ScorePrecision
  /** False match rates at which thresholds are wanted, 0..1; default 1 %, 0.1 % and 0.01 %. */
  readonly fmrs?: readonly number[]
  /** Thresholds at which both rates are wanted; default none. */
  readonly thresholds?: readonly number[]
  /** At most so many points of the error curve; default 1000. */
  readonly curvePoints?: number
  /**
   * Up to so many genuine scores each of them is told apart, for the area under the ROC curve; each takes some hundred bytes. Default
   * 2^20.
   */
  readonly toldApart?: number
  /** What is known before the first pass; with it one pass is enough as a rule. */
  readonly foreknowledge?: Foreknowledge
}

/**
 * Measures of any number of scores, exactly as from all of them sorted, in memory that does not grow with their number. All
 * scores are shown once or a few times: the first pass counts them in bins; the next one looks into those bins only in which
 * a wanted threshold or genuine scores lie.
 *
 * ```ts
 * const counting = createExactCounting({ precision: 'float64' })
 * for (let plan: PassPlan | null = counting.firstPlan; plan !== null; ) {
 *   const counter = createPassCounter(plan) // or one in each worker
 *   for (const { scores, genuine } of everything()) counter.addLabelled(scores, genuine)
 *   plan = counting.finishPass([counter.counts()])
 * }
 * const { equalErrorRate, curve } = counting.result()
 * ```
 */
export interface ExactCounting {
  readonly firstPlan: PassPlan
  /**
   * Takes what all counters of one pass have counted.
   *
   * @returns the next pass over the same scores; null when everything is known, after two passes as a rule, three
   *   where genuine scores are not told apart
   * @throws EvaluationError `scores-empty` as prepareScores does, `scores-changed` when a pass saw others than the one before
   */
  finishPass(counts: readonly PassCounts[]): PassPlan | null
  /** After the last pass. */
  result(): CountedScores
}

/** Scores that are kept one by one in one pass when their number is known before: 8 MB (our choice). */
const keptLimit = 2 ** 20

/** The same where it is only foreseen: at most 64 MB (our choice). */
const foreseenLimit = 2 ** 23

/** At most so many groups are kept for the convex hull: more are below it only where the scores tell nobody apart (our choice). */
const groupsOfHull = 1024

/** Parts into which a group with too many scores is divided, so that a float32 bin needs one more pass (2^12 numbers). */
const partsOfGroup = 2 ** 12

export function createExactCounting({
  precision,
  fmrs = [0.01, 0.001, 0.0001],
  thresholds = [],
  curvePoints = 1000,
  toldApart = 2 ** 20,
  foreknowledge,
}: CountingRequest): ExactCounting {
  for (const threshold of thresholds) requireFinite(threshold)
  const bins = createScoreBins(precision)
  const foreseen = foreknowledge === undefined ? null : foresee(foreknowledge, { fmrs, bins, limit: foreseenLimit })
  let genuine = foreseen?.genuine ?? null
  let found: Found | null = null
  let passes = 0
  let divided: readonly ScoreInterval[] = []
  /** The lower ends of groups that are kept one by one for the convex hull. */
  let keptOfHull: ReadonlySet<number> = new Set()
  let plan = buildPlan(precision, bins, {
    cuts: thresholds,
    values: foreseen === null ? [] : genuineOutside(foreseen),
    keep: foreseen?.intervals ?? [],
    divide: [],
    keptLimit: foreseenLimit,
    genuineLimit: genuine === null ? toldApart : 0,
  })

  const nextPlan = ({ groups, counts, totals }: Found): PassPlan | null => {
    const needed = neededGroups(groups, counts, totals, fmrs)
    // where genuine scores are told apart, all points of the hull become known anyhow; else groups are narrow after the second pass
    const belowHull = genuine === null && passes === 2 ? groupsBelowHull(groups, counts, totals) : []
    const { keep, divide } = shareOut(groups, needed, belowHull)
    const isKept = new Set(keep)
    keptOfHull = new Set(belowHull.filter((i) => isKept.has(i)).map((i) => groups.low[i]!))
    const overlap: number[] = []
    for (let i = 0; i < groups.length; i++) {
      const both = groups.genuine[i]! > 0 && groups.impostor[i]! > 0
      if (both && groups.single[i] === 0 && !isKept.has(i)) overlap.push(i)
    }
    const overlapOpen = genuine !== null || passes === 1 ? overlap : []
    if (keep.length + divide.length + overlapOpen.length === 0) return null
    const intervalOf = (i: number) => ({ low: groups.low[i]!, high: groups.high[i]! })
    const overlapParts = genuine === null ? Math.ceil(toldApart / overlap.length) : 1
    divided = [...keep, ...divide, ...overlapOpen].map(intervalOf)
    return buildPlan(precision, bins, {
      cuts: [],
      values: genuine === null ? [] : genuineWithin(genuine, overlap.map(intervalOf)),
      keep: keep.map(intervalOf),
      divide: [
        ...divide.map((i) => ({ ...intervalOf(i), parts: partsOfGroup })),
        ...overlapOpen.map((i) => ({ ...intervalOf(i), parts: overlapParts })),
      ],
      keptLimit,
      genuineLimit: 0,
    })
  }

  return {
    firstPlan: plan,
    finishPass: (shown) => {
      passes++
      const merged = mergeCounts(foreseen === null ? shown : [...shown, countKnown(bins, plan, foreseen.genuine)])
      const before = found
      if (before === null) genuine ??= merged.genuineScores
      else requireSame(before, merged)
      let groups = before?.groups ?? groupsFromBins(bins, merged)
      groups = refineGroups(groups, groupsFromParts(bins, plan, merged))
      if (before === null && foreseen !== null && merged.impostor.kept !== null) {
        groups = splitAtGenuine(groups, { ...foreseen, impostors: merged.impostor.kept, next: bins.next })
      }
      found = foundIn(groups, merged)
      // where scores were kept; a threshold can then turn out to be at a neighbour, hence more than once
      for (let before = ''; ; ) {
        const { counts, totals } = found
        const belowHull = keptOfHull.size === 0 ? [] : groupsBelowHull(groups, counts, totals)
        const ofHull = belowHull.filter((i) => keptOfHull.has(groups.low[i]!))
        const needed = new Set([...neededGroups(groups, counts, totals, fmrs), ...ofHull])
        const sought = [...needed].sort((a, b) => a - b)
        const now = sought.map((i) => groups.low[i]).join()
        if (now === before) break
        before = now
        const fromKept = groupsFromKept(bins, groups, sought, merged)
        if (genuine !== null) groups = refineGroups(groups, groupsOfGenuineOnly(bins, groups, needed, genuine))
        groups = refineGroups(groups, fromKept)
        found = foundIn(groups, merged)
      }
      requireDivided(groups, divided)
      const next = nextPlan(found)
      if (next !== null) plan = next
      return next
    },
    result: () => {
      if (found === null) throw new TypeError('Expected at least one pass before the result')
      const { failed, moments } = found
      return {
        ...countedMeasures(found, { fmrs, thresholds, curvePoints }),
        failed,
        moments: {
          genuine: genuine === null ? scoreMomentsOf(moments.genuine) : scoreMoments(genuine),
          impostor: scoreMomentsOf(moments.impostor),
        },
        passes,
      }
    },
  }
}

/** What the passes so far have found out. */
interface Found extends CountedEvidence {
  readonly moments: { readonly genuine: PartMoments; readonly impostor: PartMoments }
}

function foundIn(groups: ScoreGroups, { genuine, impostor }: MergedCounts): Found {
  const failed = { genuine: genuine.failed, impostor: impostor.failed }
  const totals = {
    genuineCount: genuine.moments.count + failed.genuine,
    impostorCount: impostor.moments.count + failed.impostor,
  }
  requireSome('genuine', totals.genuineCount)
  requireSome('impostor', totals.impostorCount)
  requireSome('scored', groups.length)
  return {
    groups,
    totals,
    failed,
    counts: errorCountsOfGroups(groups, failed.genuine),
    moments: { genuine: genuine.moments, impostor: impostor.moments },
  }
}

/**
 * The groups with the fewest scores are kept, as many as the limit allows; the others are divided. Those of the hull are kept too when
 * all of them find room.
 */
function shareOut(
  groups: ScoreGroups,
  needed: readonly number[],
  belowHull: readonly number[],
): { keep: number[]; divide: number[] } {
  const size = (i: number) => groups.genuine[i]! + groups.impostor[i]!
  const keep: number[] = []
  const divide: number[] = []
  let room = keptLimit
  for (const i of needed.toSorted((a, b) => size(a) - size(b))) {
    room -= size(i)
    if (room >= 0) keep.push(i)
    else divide.push(i)
  }
  const more = belowHull.filter((i) => !needed.includes(i))
  if (more.length <= groupsOfHull && more.reduce((sum, i) => sum + size(i), 0) <= room) keep.push(...more)
  return { keep: keep.sort((a, b) => a - b), divide }
}

/** The genuine scores that are not in an interval of kept ones. */
function* genuineOutside({ genuine, intervals }: Foreseen): Generator<number> {
  let i = 0
  for (const { low, high } of [...intervals, { low: Infinity, high: Infinity }]) {
    for (; i < genuine.length && genuine[i]! < low; i++) if (genuine[i] !== genuine[i - 1]) yield genuine[i]!
    i = countBelow(genuine, high, i)
  }
}

/** The distinct ones of ascending scores that lie in ascending intervals. */
function* genuineWithin(genuine: Float64Array, intervals: readonly ScoreInterval[]): Generator<number> {
  let i = 0
  for (const { low, high } of intervals) {
    while (i < genuine.length && genuine[i]! < low) i++
    for (; i < genuine.length && genuine[i]! < high; i++) if (genuine[i] !== genuine[i - 1]) yield genuine[i]!
  }
}

function requireFinite(threshold: number): void {
  if (Number.isFinite(threshold)) return
  throw new EvaluationError({
    code: 'score-not-finite',
    message: `Expected every threshold to be a finite number but received ${threshold}`,
    details: { threshold },
  })
}

function requireSame({ totals }: Found, { genuine, impostor }: MergedCounts): void {
  const genuineCount = genuine.moments.count + genuine.failed
  const impostorCount = impostor.moments.count + impostor.failed
  if (genuineCount === totals.genuineCount && impostorCount === totals.impostorCount) return
  throw scoresChanged(
    `${totals.genuineCount} genuine and ${totals.impostorCount} impostor comparisons`,
    `${genuineCount} and ${impostorCount}`,
  )
}

/** What a pass was to divide is divided, unless it saw other scores. */
function requireDivided({ low, high, single }: ScoreGroups, divided: readonly ScoreInterval[]): void {
  const left = divided.find((interval) => {
    const i = countBelow(low, interval.low)
    return low[i] === interval.low && high[i] === interval.high && single[i] === 0
  })
  if (left !== undefined) throw scoresChanged(`as many scores from ${left.low} to ${left.high}`, 'another number')
}

function scoresChanged(expected: string, received: string): EvaluationError {
  return new EvaluationError({
    code: 'scores-changed',
    message: `Expected ${expected} in every pass but received ${received}`,
  })
}
