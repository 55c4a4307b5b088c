import type { Dataset } from '#dataset.ts'
import { DatasetError } from '#error.ts'
import { groupByPerson, type PersonPhotos, type ViewRule } from './person-views.ts'
import { searchRole } from './search-role.ts'

/**
 * `synthetic`: masks are drawn on bare photos, masked photos are not used. `real`: masks as they are worn.
 * `auto`: real when at least 20 people have two bare and two masked photos, or when bare against masked is all that
 * the set allows; else synthetic.
 */
export type MaskChoice = 'auto' | 'synthetic' | 'real'

/** Below so many people with two bare and two masked photos, real masks say little. Our choice. */
const enoughPeople = 20

/** Decided on the whole set, so that both halves of its people get the same kind of protocol. */
export function chooseViewRule(dataset: Dataset, masks: MaskChoice): { rule: ViewRule; reason: string } {
  const groups = groupByPerson(dataset.photos.filter((photo) => searchRole(photo) !== 'distractor'))
  const count = (test: (group: PersonPhotos) => boolean) => groups.filter(test).length
  const twoOfEach = count(({ bare, masked }) => bare.length >= 2 && masked.length >= 2)
  const both = count(({ bare, masked }) => bare.length >= 1 && masked.length >= 1)
  const twoBare = count(({ bare }) => bare.length >= 2)
  const joined = {
    rule: 'joined',
    reason: `Real masks: ${twoOfEach} people have two bare and two masked photos; the k-th bare one is joined with the k-th masked one.`,
  } as const
  const apart = {
    rule: 'apart',
    reason: `Real masks: bare references against masked probes, of ${both} people who have both.`,
  } as const
  if (masks === 'auto') {
    if (twoOfEach >= enoughPeople) return joined
    if (both > 0 && twoBare === 0) return apart
  } else if (masks === 'real') {
    if (both === 0) {
      throw new DatasetError({
        code: 'no-masked-photos',
        message: `Expected people with bare and masked photos for masks "real" but ${dataset.name} has none; label masked photos in labels.csv or use "synthetic"`,
        details: { dataset: dataset.name },
      })
    }
    // few people with two of each among many with both: their masked photos are worth more as probes
    return twoOfEach >= enoughPeople || twoOfEach * 2 >= both ? joined : apart
  }
  if (groups.every(({ bare }) => bare.length === 0)) {
    throw new DatasetError({
      code: 'no-bare-photos',
      message: `Expected bare photos to draw masks on but all photos of ${dataset.name} are labelled masked`,
      details: { dataset: dataset.name },
    })
  }
  return { rule: 'bare', reason: 'Synthetic masks: every bare photo is a view, its mask is drawn.' }
}
