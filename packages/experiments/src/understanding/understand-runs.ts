import { fewAtOnce } from '../dataset-pages/few-at-once.ts'
import type { RunEnvironment } from '../run-environment.ts'
import { storePicture } from '../store-picture.ts'
import type { FeatureMap } from './feature-map.ts'
import { lookAtPerson, type PersonLooks, type PersonQuery } from './look-at-person.ts'
import { mapFeatures } from './map-features.ts'
import { type PersonOfRun, peopleOfRun, sameModel, type UnderstoodRun } from './understood-run.ts'

/** The features of one run, or of both where they have one model. */
export interface FeaturesOfRuns {
  readonly runs: readonly string[]
  readonly model: string
  readonly map: FeatureMap
}

/** Looking into what finished runs did. */
export interface Understanding {
  /**
   * People with an unmasked photo, in the order of the run.
   *
   * @throws ExperimentError `run-not-finished`, `result-outdated`, `scores-missing`
   */
  people(id: string): Promise<PersonOfRun[]>
  /**
   * What the recogniser looks at on a person's faces, with the ids of pictures, see `Workbench.readImage`. Takes seconds at the
   * first call.
   *
   * @throws ExperimentError as `people`; `person-unknown`, `stage-damaged`, `input-changed`; InferenceError
   */
  person(id: string, query: PersonQuery): Promise<PersonLooks<string>>
  /**
   * Where features lie: two runs of one model together, runs of two models apart. Takes seconds.
   *
   * @throws ExperimentError as `people`; `stage-damaged`; EvaluationError `count-out-of-range` for too few faces
   */
  features(ids: readonly [string] | readonly [string, string]): Promise<FeaturesOfRuns[]>
}

/** One model is open at a time: each has a copy in every worker. */
const oneAtATime = 1

/** @param find gives a finished run, and throws where there is none */
export function createUnderstanding(
  find: (id: string) => Promise<UnderstoodRun>,
  machine: Pick<RunEnvironment, 'artefacts' | 'models' | 'inference'>,
): Understanding {
  const queue = fewAtOnce(oneAtATime)
  return {
    people: async (id) => peopleOfRun(await find(id)),
    person: async (id, query) => {
      const run = await find(id)
      return queue(() => lookAtPerson(run, query, machine, (picture) => storePicture(picture, machine.artefacts)))
    },
    features: async (ids) => {
      const runs = await Promise.all(ids.map(find))
      const together = runs.length === 2 && sameModel(runs[0]!, runs[1]!) ? [runs] : runs.map((run) => [run])
      const maps: FeaturesOfRuns[] = []
      for (const group of together) {
        maps.push({
          runs: group.map(({ run }) => run.id),
          model: group[0]!.run.model,
          map: await queue(() => mapFeatures(group, machine.artefacts)),
        })
      }
      return maps
    },
  }
}
