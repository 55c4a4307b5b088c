import type { HealthReport, PersonSuspect, SetHealth } from '../dataset-health/health-report.ts'
import type { Findings } from './findings.ts'
import type { OpenedSet } from './opened-sets.ts'
import { type ProblemKind, problemKinds } from './problem-items.ts'

/** Counts of one kind of problem, of the set alone. */
export interface ProblemCount {
  readonly kind: ProblemKind
  /** Suspects, or groups of photos; null where nobody looked for them, because a model or another set was not there. */
  readonly items: number | null
  /** Photos that the list of suspects names. */
  readonly suspects: number
  readonly kept: number
  readonly excluded: number
}

/** A report in numbers, without its photos. */
export interface HealthOverview {
  /** Whether it is about the set as it is now. */
  readonly isCurrent: boolean
  readonly sets: readonly SetHealth[]
  readonly tools: HealthReport['tools']
  readonly problems: readonly ProblemCount[]
  /** People of the set who look like several; the first of them. */
  readonly people: { readonly total: number; readonly first: readonly PersonSuspect[] }
  /** What each two sets share; the first names. */
  readonly overlap: readonly {
    readonly a: string
    readonly b: string
    readonly people: number
    readonly firstPeople: readonly string[]
    readonly pictures: number
  }[]
  readonly notes: readonly string[]
}

/** Names that are handed out of a long list; our choice. */
const mostNamed = 50

export function healthOverview(
  { report, isCurrent, items: found }: Findings,
  { dataset }: OpenedSet,
  reviews: ReadonlyMap<string, boolean>,
): HealthOverview {
  const people = report.people.filter(({ set }) => set === dataset.name)
  return {
    isCurrent,
    sets: report.sets,
    tools: report.tools,
    problems: problemKinds.map((kind): ProblemCount => {
      const all = found.get(kind) ?? []
      const suspects = new Set(
        all.flatMap(({ photos }) =>
          photos.flatMap(({ photo, isSuspect }) => (isSuspect && photo.set === dataset.name ? [photo.photo] : [])),
        ),
      )
      const decided = (exclude: boolean) => [...suspects].filter((photo) => reviews.get(photo) === exclude).length
      const items = wasLookedFor(kind, report, dataset.name) ? all.length : null
      return { kind, items, suspects: suspects.size, kept: decided(false), excluded: decided(true) }
    }),
    people: { total: people.length, first: people.slice(0, mostNamed) },
    overlap: report.overlap.map(({ a, b, people: shared, pictures }) => ({
      ...{ a, b, pictures },
      people: shared.length,
      firstPeople: shared.slice(0, mostNamed),
    })),
    notes: report.notes,
  }
}

function wasLookedFor(kind: ProblemKind, { sets }: HealthReport, name: string): boolean {
  const set = sets.find((one) => one.name === name)
  if (kind === 'mask-flag') return set !== undefined && set.flags !== null
  if (kind === 'identity' || kind === 'person') return set !== undefined && set.identities !== null
  return kind !== 'duplicate-across-sets' || sets.length > 1
}
