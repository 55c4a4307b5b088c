import { checkPictureOwners } from './check-picture-owners.ts'
import { counted, exampleCount, type Finding } from './finding.ts'

/** Who is on a picture, and which picture it is; null where that is not known. */
export interface GalleryPicture {
  readonly person: string
  readonly picture: string | null
}

/** Below this many people a rank says little about a larger gallery (our choice). */
const fewPeople = 30

/**
 * Checks a gallery and the probes that are searched in it. O(n).
 *
 * Errors: `self-pair` (a probe is one of the enrolled pictures), `genuine-missing` (no probe has a mate),
 * `picture-of-several-people`. Warning: `people-too-few` in the gallery, below 30; an error below 2.
 */
export function checkGallery(references: readonly GalleryPicture[], probes: readonly GalleryPicture[]): Finding[] {
  const people = new Set(references.map(({ person }) => person))
  const enrolled = new Set(references.flatMap(({ picture }) => (picture === null ? [] : [picture])))
  const itself = probes.flatMap(({ picture }, i) => (picture !== null && enrolled.has(picture) ? [i] : []))
  const findings: Finding[] = []
  if (itself.length > 0) {
    findings.push({
      code: 'self-pair',
      severity: 'error',
      message: `Expected probes that are not enrolled but ${counted(itself.length, 'probe is', 'probes are')} a picture of the gallery, first probe ${itself[0]}`,
      details: { count: itself.length, probes: itself.slice(0, exampleCount) },
    })
  }
  if (!probes.some(({ person }) => people.has(person))) {
    findings.push({
      code: 'genuine-missing',
      severity: 'error',
      message: `Expected probes of people in the gallery but none of ${probes.length} shows one`,
      details: { probes: probes.length, people: people.size },
    })
  }
  findings.push(...checkPictureOwners([...references, ...probes]))
  if (people.size < fewPeople) {
    findings.push({
      code: 'people-too-few',
      severity: people.size < 2 ? 'error' : 'warning',
      message: `Expected a gallery of at least ${fewPeople} people but received ${people.size}: ranks grow with the gallery`,
      details: { people: people.size, expected: fewPeople },
    })
  }
  return findings
}
