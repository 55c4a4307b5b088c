/** What marks the beginning of a sequence on the stack. */
const mark = Symbol('mark')

/** The stack and the memo of a pickle. */
export interface PickleStack<Value> {
  readonly size: number
  push(value: Value): void
  pop(): Value
  top(): Value
  mark(): void
  /** Takes what is above the last mark, and the mark. */
  popToMark(): Value[]
  /** @param key default: the next free number */
  remember(key?: number): void
  recall(key: number): Value
}

/** @param fail makes the error for what is not there */
export function createPickleStack<Value extends NonNullable<unknown> | null>(
  fail: (message: string) => Error,
): PickleStack<Value> {
  const stack: (Value | typeof mark)[] = []
  const memo = new Map<number, Value>()
  const top = () => {
    const value = stack.at(-1)
    if (value === undefined || value === mark) throw fail('expected a value on the stack but there is none')
    return value
  }
  return {
    get size() {
      return stack.length
    },
    push: (value) => stack.push(value),
    pop() {
      const value = top()
      stack.pop()
      return value
    },
    top,
    mark: () => stack.push(mark),
    popToMark() {
      const from = stack.lastIndexOf(mark)
      if (from === -1) throw fail('expected a mark on the stack but there is none')
      return stack.splice(from).slice(1) as Value[]
    },
    remember(key = memo.size) {
      memo.set(key, top())
    },
    recall(key) {
      const value = memo.get(key)
      if (value === undefined) throw fail(`expected a remembered value but there is none with the number ${key}`)
      return value
    },
  }
}
