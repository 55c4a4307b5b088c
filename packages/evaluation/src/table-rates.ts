import { z } from 'zod'

const count = z.int().nonnegative()
const rate = z.number().min(0).max(1)

export const RateIntervalSchema = z.object({ low: rate, high: rate })

/** Interval of one rate with 95 % confidence that allows for scores that share a person. */
export type RateInterval = z.infer<typeof RateIntervalSchema>

export const TableOperatingPointSchema = z.object({
  threshold: z.number(),
  fmr: rate,
  fnmr: rate,
  /** By `clusteredInterval`; null when the people of the pairs were not given. The threshold is taken as fixed. */
  fmrInterval: RateIntervalSchema.nullable(),
  fnmrInterval: RateIntervalSchema.nullable(),
  /** As if no two comparisons shared a person (Clopper & Pearson): too narrow where they do, kept to show by how much. */
  fmrBinomialInterval: RateIntervalSchema,
  fnmrBinomialInterval: RateIntervalSchema,
})

/** Error rates at one threshold. */
export type TableOperatingPoint = z.infer<typeof TableOperatingPointSchema>

export const FnmrAtFmrSchema = z.discriminatedUnion('supported', [
  z.object({ supported: z.literal(true), targetFmr: rate, ...TableOperatingPointSchema.shape }),
  z.object({
    supported: z.literal(false),
    targetFmr: rate,
    impostorCount: count,
    /** 1 / impostorCount. */
    smallestFmr: rate,
    /** The operating point at `smallestFmr`; its FNMR is a lower bound of the wanted one. */
    atSmallestFmr: TableOperatingPointSchema,
  }),
])

/** Lowest FNMR with FMR at most a target, or that there are too few impostor comparisons for it. */
export type FnmrAtFmr = z.infer<typeof FnmrAtFmrSchema>

export const ErrorRatesSchema = z.object({
  /** What FNMR divides by. */
  genuineCount: count,
  /** What FMR divides by. */
  impostorCount: count,
  /** Null when counted failures keep FNMR above FMR at every threshold. `eer` is the midpoint of `low` and `high`. */
  equalErrorRate: z.object({ eer: rate, low: rate, high: rate, threshold: z.number(), convexHull: rate }).nullable(),
  /** Lowest FNMR with FMR at most 1 %, at the setting's own threshold. */
  fmr100: FnmrAtFmrSchema,
  /** The same with FMR at most 0.1 %. TAR@FAR 1e-3 of the literature is 1 − FNMR here. */
  fmr1000: FnmrAtFmrSchema,
  /** The same with FMR at most 0.01 %. */
  fmr10000: FnmrAtFmrSchema,
  /** The same with FMR at most 0.0001 %, where TAR@FAR 1e-6 is read. */
  fmr1000000: FnmrAtFmrSchema,
  /** Lowest FNMR without any false match in this sample. It is no statement about a population FMR of 0. */
  zeroFmr: TableOperatingPointSchema,
  /** At the frozen thresholds; null when the table has none, `frozen` says why. */
  frozenFmr100: TableOperatingPointSchema.nullable(),
  frozenFmr1000: TableOperatingPointSchema.nullable(),
})

/** The error rates of one setting on one set of comparisons. */
export type ErrorRates = z.infer<typeof ErrorRatesSchema>
