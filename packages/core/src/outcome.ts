/** Why something could not be done. Failures are data: they are counted, stored and shown. */
export interface Failure<Reason extends string = string> {
  readonly ok: false
  /** A word from the closed set of the step, such as `no-face`. */
  readonly reason: Reason
  /** What a person needs to act on it. */
  readonly detail: string
}

/** A value, or the reason why there is none. */
export type Outcome<Value, Reason extends string = string> =
  | { readonly ok: true; readonly value: Value }
  | Failure<Reason>

export function succeeded<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value }
}

export function failed<Reason extends string>(reason: Reason, detail: string): Failure<Reason> {
  return { ok: false, reason, detail }
}
