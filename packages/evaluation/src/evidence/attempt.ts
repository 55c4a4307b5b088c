import { failed, type Outcome, succeeded } from '@maskmirror/core'
import { z } from 'zod'
import { EvaluationError } from '#evaluation-error.ts'

/** The value, or what the data lack for it: too few scores or equal ones must not end a run that has other results. */
export function attempt<Value>(compute: () => Value): Outcome<Value> {
  try {
    return succeeded(compute())
  } catch (error) {
    if (error instanceof EvaluationError) return failed(error.code, error.message)
    throw error
  }
}

/** An outcome as stored data. */
export function outcomeSchema<Value extends z.ZodType>(value: Value) {
  return z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value }),
    z.object({
      ok: z.literal(false),
      /** Code of the error. */
      reason: z.string(),
      /** The rule and the value. */
      detail: z.string(),
    }),
  ])
}
