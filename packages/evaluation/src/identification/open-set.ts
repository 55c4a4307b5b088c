import { z } from 'zod'
import { downsampleCurve } from '#downsample-curve.ts'
import { errorCurve } from '#error-curve.ts'
import { operatingPointAt } from '#error-rates.ts'
import type { PreparedScores } from '#prepared-scores.ts'
import { prepareScores } from '#prepared-scores.ts'
import { RateIntervalSchema } from '#table-rates.ts'
import { thresholdAtFmr } from '#threshold-at-fmr.ts'
import { personIntervals } from './person-intervals.ts'
import { type ProbeSearch, rankOf } from './probe-search.ts'

const count = z.int().nonnegative()
const rate = z.number().min(0).max(1)

export const OpenSetPointSchema = z.object({
  /** A candidate is returned when `score >= threshold`. */
  threshold: z.number(),
  /** False positive identification rate: share of the probes without mate for which any candidate is returned. */
  fpir: rate,
  /** False negative identification rate: share of the mated probes whose person is not returned within the rank. */
  fnir: rate,
  /** Detection and identification rate, 1 - FNIR. */
  dir: rate,
  /** By the people on the probes; the threshold is taken as fixed. */
  fpirInterval: RateIntervalSchema,
  dirInterval: RateIntervalSchema,
})

/** Open-set rates at one threshold. */
export type OpenSetPoint = z.infer<typeof OpenSetPointSchema>

export const DirAtFpirSchema = z.discriminatedUnion('supported', [
  z.object({ supported: z.literal(true), targetFpir: rate, ...OpenSetPointSchema.shape }),
  z.object({
    supported: z.literal(false),
    targetFpir: rate,
    /** Too few for the target: at least 1 / targetFpir are needed. */
    nonMatedCount: count,
    /** 1 / nonMatedCount. */
    smallestFpir: rate,
    /** The rates at `smallestFpir`; its DIR is an upper bound of the wanted one. */
    atSmallestFpir: OpenSetPointSchema,
  }),
])

/** Highest DIR with FPIR at most a target, or that there are too few probes without mate for it. */
export type DirAtFpir = z.infer<typeof DirAtFpirSchema>

export const OpenSetSchema = z.object({
  /** The person must be among this many candidates. */
  rank: z.int().positive(),
  /** What FNIR divides by. */
  matedCount: count,
  /** What FPIR divides by. */
  nonMatedCount: count,
  atFpir: z.array(DirAtFpirSchema),
  /** At thresholds that were given, such as those of another setting. */
  atThreshold: z.array(OpenSetPointSchema),
  /** Thinned for drawing; arrays of equal length, thresholds ascending. */
  curve: z.object({ thresholds: z.array(z.number()), fpir: z.array(rate), fnir: z.array(rate) }),
})

/** Identification of people who need not be in the gallery. */
export type OpenSet = z.infer<typeof OpenSetSchema>

/** Points of a curve: more than a figure can show. */
const curvePoints = 300

export interface OpenSetOptions {
  /** The person must be among this many candidates, from 1; default 1. */
  readonly rank?: number
  /** Default 10 %, 1 % and 0.1 %. */
  readonly targetFpirs?: readonly number[]
  /** Thresholds fixed beforehand; default none. */
  readonly thresholds?: readonly number[]
}

/**
 * Open-set identification: rates at target FPIRs, at given thresholds, and the whole curve. O(n log n).
 *
 * Each probe counts once, by its best candidate: FPIR is the FMR of the top scores of probes without mate, FNIR the FNMR of the
 * mated probes' own scores, where one that ranks too low can never be accepted. Targets, ties and support are therefore those of
 * `thresholdAtFmr`: the FPIR reached is never above the target, and no target below one over the number of probes without mate
 * is answered. A tie for the last rank counts against the probe. Failed probes count as misses and as no false alarm; leave them
 * out beforehand for rates over searched probes only.
 *
 * @returns null when there are no mated probes, none without mate, or nothing was scored
 * @throws EvaluationError `rate-out-of-range`
 */
export function openSet(
  probes: readonly ProbeSearch[],
  { rank = 1, targetFpirs = [0.1, 0.01, 0.001], thresholds = [] }: OpenSetOptions = {},
): OpenSet | null {
  const mated = probes.filter((probe) => probe.mated)
  const others = probes.filter((probe) => !probe.mated)
  const scores = openSetScores(mated, others, rank)
  if (scores === null) return null
  const [ofMated, ofOthers] = [personIntervals(mated), personIntervals(others)]
  const pointAt = (threshold: number): OpenSetPoint => {
    const { fmr, fnmr } = operatingPointAt(scores, threshold)
    const identified = (probe: ProbeSearch) =>
      probe.mate !== null && probe.mate.score >= threshold && rankOf(probe, 'against') <= rank
    return {
      threshold,
      fpir: fmr,
      fnir: fnmr,
      dir: mated.filter(identified).length / mated.length,
      fpirInterval: ofOthers(({ topOther }) => topOther !== null && topOther >= threshold),
      dirInterval: ofMated(identified),
    }
  }
  const { thresholds: curveThresholds, fmr, fnmr } = downsampleCurve(errorCurve(scores), curvePoints)
  return {
    rank,
    matedCount: mated.length,
    nonMatedCount: others.length,
    atFpir: targetFpirs.map((targetFpir): DirAtFpir => {
      const answer = thresholdAtFmr(scores, targetFpir)
      if (answer.supported) return { supported: true, targetFpir, ...pointAt(answer.threshold) }
      return {
        supported: false,
        targetFpir,
        nonMatedCount: answer.impostorCount,
        smallestFpir: answer.smallestFmr,
        atSmallestFpir: pointAt(answer.atSmallestFmr.threshold),
      }
    }),
    atThreshold: thresholds.map(pointAt),
    curve: { thresholds: curveThresholds, fpir: fmr, fnir: fnmr },
  }
}

function openSetScores(
  mated: readonly ProbeSearch[],
  others: readonly ProbeSearch[],
  rank: number,
): PreparedScores | null {
  const genuine = mated.flatMap((probe) =>
    probe.mate !== null && rankOf(probe, 'against') <= rank ? [probe.mate.score] : [],
  )
  const impostor = others.flatMap(({ topOther }) => (topOther === null ? [] : [topOther]))
  if (mated.length === 0 || others.length === 0 || genuine.length + impostor.length === 0) return null
  const failed = { genuine: mated.length - genuine.length, impostor: others.length - impostor.length }
  return prepareScores({ genuine, impostor, failed })
}
