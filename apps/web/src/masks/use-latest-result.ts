import { useEffect, useEffectEvent, useRef, useState } from 'react'

/**
 * The result of a work for the newest input. While one is under way the inputs that come wait, and only the newest of them is
 * worked on, so that a slider can be moved faster than the work is done.
 *
 * @param input null for nothing to do; a new object asks for new work
 * @returns the last result, which may be of an earlier input, and what went wrong last
 */
export function useLatestResult<Input, Result>(
  input: Input | null,
  work: (input: Input) => Promise<Result>,
): { result: Result | null; error: Error | null } {
  const [state, setState] = useState<{ result: Result | null; error: Error | null }>({ result: null, error: null })
  const queue = useRef<{ busy: boolean; next: Input | null }>({ busy: false, next: null })
  const start = useEffectEvent(async (first: Input) => {
    queue.current.busy = true
    for (let current: Input | null = first; current !== null; current = queue.current.next) {
      queue.current.next = null
      try {
        const result = await work(current)
        setState({ result, error: null })
      } catch (error) {
        setState((before) => ({ ...before, error: error instanceof Error ? error : new Error(String(error)) }))
      }
    }
    queue.current.busy = false
  })
  useEffect(() => {
    if (input === null) return
    if (queue.current.busy) queue.current.next = input
    else void start(input)
  }, [input])
  return state
}
