import type { Image } from '@maskmirror/core'
import type { PairProtocol } from '@maskmirror/datasets'
import { settingStrategy } from '@maskmirror/evaluation'
import { createTreatment, type TreatmentParts, treatmentNames, treatPair } from '@maskmirror/mask-mirror'
import type { ArtefactStore } from '@maskmirror/storage'
import type { ChosenExample } from './choose-examples.ts'
import type { PhotoStage } from './photo-stage.ts'
import type { Example } from './result.ts'
import type { StageResults } from './run-stages.ts'
import { scoreOf } from './scores.ts'
import { describeTreatment } from './stages/treatment-stage.ts'
import { storePicture } from './store-picture.ts'

/** Draws the pictures of the chosen pairs again and stores them under the hash of their PNG. */
export async function drawExamples(
  chosen: readonly ChosenExample[],
  options: { protocol: PairProtocol; stages: StageResults; treatments: TreatmentParts; artefacts: ArtefactStore },
): Promise<Example[]> {
  const { protocol, stages, treatments, artefacts } = options
  const store = (image: Image) => storePicture(image, artefacts)
  const sideOf = async (stage: PhotoStage | null, view: number, person: string) => {
    const position = stage?.positions[view]
    if (stage === null || position === null || position === undefined) return null
    const face = await stage.faces.get(position)
    if (!face.ok) return null
    const shown = { person, photo: stage.photos[position]!.id, image: await store(face.value.crop) }
    return { shown, face: { crop: face.value.crop, landmarks: face.value.landmarks } }
  }
  const examples: Example[] = []
  for (const { why, pairIndex } of chosen) {
    const pair = protocol.pairs[pairIndex]!
    const [referenceView, probeView] = [protocol.views[pair.reference]!, protocol.views[pair.probe]!]
    const reference = await sideOf(stages.bare, pair.reference, referenceView.person)
    if (reference === null) continue
    const bareProbe = await sideOf(stages.bare, pair.probe, probeView.person)
    const probe = await sideOf(stages.masked, pair.probe, probeView.person)
    const treated: Example['treated'] = []
    for (const setting of stages.treated.keys()) {
      const name = treatmentNames.find((candidate) => candidate === settingStrategy(setting))
      if (name === undefined || probe === null) continue
      const treatment = createTreatment(name, treatments)
      const compared = await treatPair(treatment, reference.face, probe.face)
      if (!compared.ok) continue
      const image = await store(compared.value.references.at(-1)!)
      treated.push({ setting, image, detail: describeTreatment(treatment, compared.value) })
    }
    examples.push({
      why,
      pairIndex,
      genuine: pair.genuine,
      reference: reference.shown,
      bareProbe: bareProbe?.shown ?? null,
      probe: probe?.shown ?? null,
      treated,
      scores: Object.fromEntries(
        [...stages.scores.keys()].map((setting) => [setting, scoreOf(stages.scores, setting, pairIndex)]),
      ),
    })
  }
  return examples
}
