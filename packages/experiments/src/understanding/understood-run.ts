import type { RunScores } from '../run-scores.ts'
import type { RunDetail } from '../workbench.ts'
import { faceStates, facesOfState } from './stored-faces.ts'

/** A run whose scores are stored. */
export interface UnderstoodRun {
  readonly run: Pick<RunDetail, 'id' | 'dataset' | 'model' | 'spec' | 'request'>
  readonly scores: Pick<RunScores, 'views' | 'faces'>
}

/** How many photos of a person a run has compared. */
export interface PersonOfRun {
  readonly person: string
  readonly unmasked: number
  readonly masked: number
}

/** People of a run with an unmasked photo, in its order. */
export function peopleOfRun({ scores }: UnderstoodRun): PersonOfRun[] {
  const counts = new Map<string, { unmasked: number; masked: number }>()
  for (const state of faceStates) {
    for (const { person } of facesOfState(scores, state)?.faces ?? []) {
      const count = counts.get(person) ?? { unmasked: 0, masked: 0 }
      count[state]++
      counts.set(person, count)
    }
  }
  return [...counts].map(([person, count]) => ({ person, ...count })).filter(({ unmasked }) => unmasked > 0)
}

/** Whether two runs embedded with the same weights, fed the same way. */
export function sameModel(a: UnderstoodRun, b: UnderstoodRun): boolean {
  const [first, second] = [a.run.spec.model, b.run.spec.model]
  return first.sha256 === second.sha256 && first.preprocessing === second.preprocessing
}
