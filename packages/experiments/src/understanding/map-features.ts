import type { ArtefactStore } from '@maskmirror/storage'
import { type FeatureGroup, type FeatureMap, featureMap } from './feature-map.ts'
import { embeddingsOf, faceStates, facesOfState, masksAreDrawn } from './stored-faces.ts'
import type { UnderstoodRun } from './understood-run.ts'

/**
 * The features of one run, or of two runs of one model together, on their principal components, and their overlap.
 *
 * @throws ExperimentError `stage-damaged`; EvaluationError `count-out-of-range` for too few faces
 */
export async function mapFeatures(runs: readonly UnderstoodRun[], artefacts: ArtefactStore): Promise<FeatureMap> {
  const groups: FeatureGroup[] = []
  const seen = new Map<string, number>()
  for (const { run, scores } of runs) {
    let source = groups.length
    for (const state of faceStates) {
      const ofState = facesOfState(scores, state)
      if (ofState === null) continue
      const known = seen.get(ofState.key)
      if (known !== undefined) {
        // both runs have these faces: their masked ones are told from the same unmasked ones
        if (state === 'unmasked') source = known
        continue
      }
      seen.set(ofState.key, source)
      const embeddings = await embeddingsOf(ofState, run.spec.model, artefacts)
      const kind = state === 'unmasked' ? 'unmasked' : masksAreDrawn(ofState.key) ? 'drawn masks' : 'worn masks'
      groups.push({
        label: unusedLabel(runs.length === 1 ? kind : `${run.dataset}: ${kind}`, groups),
        source,
        isMasked: state === 'masked',
        features: ofState.faces.flatMap(({ person, position }) => {
          const outcome = embeddings[position]!
          return outcome.ok ? [{ person, row: outcome.value }] : []
        }),
      })
    }
  }
  return featureMap(groups, `Features of ${runs[0]!.run.model} on their first two principal components`)
}

/** Two runs on one set with masks of two versions have groups of one kind. */
function unusedLabel(label: string, groups: readonly FeatureGroup[]): string {
  return groups.some((group) => group.label === label) ? `${label}, second run` : label
}
