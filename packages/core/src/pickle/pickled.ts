/** What a pickle asks to import and call, written down; nothing is imported or called. */
export interface PickledObject<Bytes> {
  /** Module and name, such as `numpy dtype`. */
  readonly of: string
  readonly args: readonly Pickled<Bytes>[]
  /** What the object is told after it was made. */
  state: Pickled<Bytes>
}

/** A value of a pickle; lists and tuples are arrays, dictionaries are maps. */
export type Pickled<Bytes> =
  | null
  | boolean
  | number
  | string
  | Bytes
  | PickledObject<Bytes>
  | readonly Pickled<Bytes>[]
  | Map<Pickled<Bytes>, Pickled<Bytes>>

/** Bytes that the reader needs next. */
export interface PickleNeed {
  readonly count: number
  /** For the message when they are not there, such as `a number`. */
  readonly what: string
}

/** How a pickle is read. */
export interface PickleRules<Bytes> {
  /** Byte of the file at which the pickle begins. */
  readonly start: number
  /** Byte of the file after which nothing comes. */
  readonly end: number
  /** Whether text, dictionaries, names and calls may be in it. */
  readonly objects: boolean
  /** What is kept of bytes that begin at a byte of the file. */
  readonly keep: (content: Uint8Array, offset: number) => Bytes
  /** What is kept of a string of Python 2, which is bytes or text. */
  readonly keepOldString: (content: Uint8Array, offset: number) => Bytes | string
  /** What bytes are, for messages, such as `a picture`. */
  readonly what: string
  /** Of one value. */
  readonly maxBytes: number
  /** Says what is wrong with an instruction that is not read. */
  readonly refuse: (code: number) => string
  /** The error for what is wrong at a byte of the file. */
  readonly fail: (offset: number, message: string) => Error
}
