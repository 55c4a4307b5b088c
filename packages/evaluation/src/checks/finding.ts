import { z } from 'zod'

/** Everything that the checks can find. */
export const findingCodes = [
  'class-constant',
  'classes-without-common-people',
  'genuine-missing',
  'impostor-missing',
  'label-conflict',
  'mask-state-mismatch',
  'mask-state-mixed',
  'matrix-asymmetric',
  'matrix-row-constant',
  'pair-duplicate',
  'pair-reversed',
  'people-on-one-side',
  'people-overlap',
  'people-overlap-spelling',
  'people-spelling',
  'people-too-few',
  'picture-of-several-people',
  'pictures-overlap',
  'score-not-finite',
  'scores-clamped',
  'scores-constant',
  'scores-reversed',
  'scores-rounded',
  'self-pair',
] as const

export const FindingSchema = z.object({
  code: z.enum(findingCodes),
  /**
   * `error`: the number shown would not be what it says, such as an error rate over pictures that the model was trained on.
   * `warning`: the number is right for these scores, but less certain or less general than it looks.
   */
  severity: z.enum(['warning', 'error']),
  /** One sentence with the rule and the value. */
  message: z.string(),
  /** The values behind the message: counts, and the first few examples. */
  details: z.record(z.string(), z.json()),
})

/** Something that a person should know before a number is shown. */
export type Finding = z.infer<typeof FindingSchema>

/** How many examples `details` keep (our choice). */
export const exampleCount = 10

/** The first examples in quotation marks, and that there are more. */
export function quoteSome(names: readonly string[]): string {
  const shown = names.slice(0, 3).map((name) => `"${name}"`)
  return names.length > 3 ? `${shown.join(', ')}, …` : shown.join(', ')
}

/** `1 person`, `3 people`. */
export function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}
