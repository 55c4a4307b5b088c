import type { HealthReport, PhotoOfSet } from '../dataset-health/health-report.ts'
import { timesLikelier } from '../dataset-health/times-likelier.ts'

/** What a photo can be suspected of; the order of the page. */
export const problemKinds = [
  'unreadable',
  'duplicate-across-people',
  'duplicate-across-sets',
  'duplicate-of-person',
  'mask-flag',
  'identity',
  'person',
] as const

export type ProblemKind = (typeof problemKinds)[number]

/** One thing to decide about: a suspect, or the photos of one group. */
export interface ProblemItem {
  readonly kind: ProblemKind
  readonly photos: readonly {
    readonly photo: PhotoOfSet
    /** Short: why it is here. */
    readonly note: string
    /** Whether the list of suspects names it; of duplicates under one name the first is no suspect. */
    readonly isSuspect: boolean
  }[]
}

/**
 * The problems of a report that concern one of its sets, in the report's order.
 *
 * @param set its name
 */
export function problemItems(report: HealthReport, set: string): ReadonlyMap<ProblemKind, readonly ProblemItem[]> {
  const single = (kind: ProblemKind, photo: PhotoOfSet, note: string): ProblemItem[] =>
    photo.set === set ? [{ kind, photos: [{ photo, note, isSuspect: true }] }] : []
  const groups = (across: HealthReport['duplicates'][number]['across'], kind: ProblemKind) =>
    report.duplicates
      .filter((group) => group.across === across && group.photos.some((photo) => photo.set === set))
      .map((group): ProblemItem => {
        const photos = group.photos.map((photo, i) => ({
          photo,
          note: duplicateWords[group.kind],
          isSuspect: across === 'people' || i > 0,
        }))
        return { kind, photos }
      })
  return new Map<ProblemKind, ProblemItem[]>([
    ['unreadable', report.unreadable.flatMap((photo) => single('unreadable', photo, words(photo.reason)))],
    ['duplicate-across-people', groups('people', 'duplicate-across-people')],
    ['duplicate-across-sets', groups('sets', 'duplicate-across-sets')],
    ['duplicate-of-person', groups('person', 'duplicate-of-person')],
    [
      'mask-flag',
      report.maskFlags.flatMap((photo) =>
        single('mask-flag', photo, `flagged ${photo.masked ? 'masked' : 'bare'}, masked ${percent(photo.probability)}`),
      ),
    ],
    [
      'identity',
      report.identities.flatMap((photo) =>
        single('identity', photo, `strangers ${timesLikelier(photo.evidence)}, ${photo.closestPerson} most`),
      ),
    ],
    [
      'person',
      report.people
        .filter((suspect) => suspect.set === set && suspect.suspects.length > 0)
        .map(({ person, masked, suspects, evidence }): ProblemItem => {
          const note = `together: strangers ${timesLikelier(evidence)}`
          const photos = suspects.map((photo) => ({ photo: { set, photo, person, masked }, note, isSuspect: true }))
          return { kind: 'person', photos }
        }),
    ],
  ])
}

const duplicateWords: Readonly<Record<HealthReport['duplicates'][number]['kind'], string>> = {
  'same-file': 'same file',
  'same-picture': 'same picture',
  'same-face': 'same face, other crop',
}

function words(reason: string): string {
  return reason.replaceAll('-', ' ')
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`
}
