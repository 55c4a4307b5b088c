import { type ComparedRun, compareRuns, type RunComparison } from './compare-runs.ts'

/** Comparisons kept: as many as a person looks at in one sitting; our choice. */
const kept = 16

/** Compares runs and remembers the answers: finished runs do not change. */
export function createRunComparer(clockMs: () => number): (a: ComparedRun, b: ComparedRun) => Promise<RunComparison> {
  const known = new Map<string, Promise<RunComparison>>()
  return (a, b) => {
    const key = `${a.id} ${b.id}`
    const found =
      known.get(key) ?? compareRuns(a, b, { onProgress: () => {}, signal: new AbortController().signal, clockMs })
    known.delete(key)
    known.set(key, found)
    if (known.size > kept) known.delete(known.keys().next().value!)
    // a failure is not an answer
    found.catch(() => known.delete(key))
    return found
  }
}
