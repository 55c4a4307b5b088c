import type { Rng } from '@maskmirror/core'
import type { ViewPair } from './pair-protocol.ts'
import type { PersonViews } from './person-views.ts'

/**
 * Pairs of views of two people: all, or as many as allowed.
 *
 * People stand in a random circle. One round pairs everybody with the person d places on, so that each is once the
 * reference and once the probe; the distances come in random order and no two people meet twice before all have met.
 * When all have met, they meet again with other photos. So pairs are spread evenly, and none occurs twice or turned round.
 */
export function chooseImpostor(people: readonly PersonViews[], max: number, rng: Rng): ViewPair[] {
  const circle = rng.shuffle(people)
  const count = circle.length
  // where every view can be on both sides, d and count - d bring the same people together
  const symmetric = circle.every((one) => one.references === one.probes)
  const farthest = symmetric ? Math.floor(count / 2) : count - 1
  const distances = rng.shuffle(Array.from({ length: Math.max(0, farthest) }, (_, i) => i + 1))
  const pairs: ViewPair[] = []
  let meetings: Meeting[] = []
  for (const distance of distances) {
    const half = symmetric && distance * 2 === count
    for (let i = 0; i < (half ? count / 2 : count) && pairs.length < max; i++) {
      const meeting = createMeeting(circle[i]!, circle[(i + distance) % count]!, rng)
      if (meeting === null) continue
      pairs.push(takePair(meeting))
      if (meeting.left > 0) meetings.push(meeting)
    }
  }
  while (meetings.length > 0 && pairs.length < max) {
    for (const meeting of meetings) if (pairs.length < max) pairs.push(takePair(meeting))
    meetings = meetings.filter((meeting) => meeting.left > 0)
  }
  return pairs
}

/** Two people and where they are in a walk over all combinations of their views. */
interface Meeting {
  readonly references: readonly number[]
  readonly probes: readonly number[]
  /** Coprime to the number of combinations, so that the walk visits each once. */
  readonly step: number
  position: number
  left: number
}

function createMeeting(one: PersonViews, other: PersonViews, rng: Rng): Meeting | null {
  const count = one.references.length * other.probes.length
  if (count === 0) return null
  let step = 1 + rng.int(count)
  while (greatestCommonDivisor(step, count) !== 1) step = 1 + rng.int(count)
  return { references: one.references, probes: other.probes, step, position: rng.int(count), left: count }
}

function takePair(meeting: Meeting): ViewPair {
  const { references, probes, step, position } = meeting
  meeting.position = (position + step) % (references.length * probes.length)
  meeting.left--
  return {
    reference: references[Math.floor(position / probes.length)]!,
    probe: probes[position % probes.length]!,
    genuine: false,
  }
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}
