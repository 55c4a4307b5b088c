import { leastStrangerEvidence } from '@maskmirror/datasets'
import type { PersonSuspect, PhotoOfSet } from './health-report.ts'

/**
 * Sums up what speaks for strangers, for the bare and for the masked photos of each person: photos that say little alone, such as
 * those of a masked face, may say enough together.
 *
 * @param photos of one set
 * @param evidence of each, see `findIdentityOutliers`
 * @returns the most suspect first
 */
export function suspectPeople(photos: readonly PhotoOfSet[], evidence: readonly (number | null)[]): PersonSuspect[] {
  const groups = new Map<string, PersonSuspect>()
  for (const [i, { set, person, masked, photo }] of photos.entries()) {
    const against = evidence[i] ?? null
    if (against === null) continue
    const key = JSON.stringify([person, masked])
    const group = groups.get(key) ?? { set, person, masked, evidence: 0, suspects: [], checked: 0 }
    groups.set(key, {
      ...group,
      evidence: group.evidence + against,
      suspects: against > 0 ? [...group.suspects, photo] : group.suspects,
      checked: group.checked + 1,
    })
  }
  return [...groups.values()]
    .filter(({ checked, evidence: sum }) => checked >= 2 && sum >= leastStrangerEvidence)
    .sort((a, b) => b.evidence - a.evidence)
}
