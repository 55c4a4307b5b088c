/** What an error of this project is made of. */
export interface MaskMirrorErrorInput<Code extends string> {
  /** One of the closed set of codes of the package that throws. */
  code: Code
  /** Names the parameter, the rule and the value. */
  message: string
  /** The values behind the message, for programs. */
  details?: Readonly<Record<string, unknown>>
  /** The error that led to this one. */
  cause?: unknown
}

/**
 * The base of every package's error class: a code for programs and a message for people.
 *
 * A package extends it once with its own closed union of codes.
 */
export class MaskMirrorError<Code extends string = string> extends Error {
  readonly code: Code
  readonly details: Readonly<Record<string, unknown>>

  constructor(input: MaskMirrorErrorInput<Code>) {
    super(input.message, input.cause === undefined ? undefined : { cause: input.cause })
    this.name = new.target.name
    this.code = input.code
    this.details = input.details ?? {}
  }
}
