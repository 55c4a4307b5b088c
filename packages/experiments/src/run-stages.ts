import type { Outcome } from '@maskmirror/core'
import { type Dataset, maskedSides, type PairProtocol, type SettingName, usedViews } from '@maskmirror/datasets'
import { type ComparisonOutcome, type SettingId, settingStrategy } from '@maskmirror/evaluation'
import type { Embedder } from '@maskmirror/inference'
import { createTreatment, type TreatmentParts, treatmentNames } from '@maskmirror/mask-mirror'
import { listPhotos, type PhotoList } from './photo-list.ts'
import { embedFaces, type PhotoStage, readFaces } from './photo-stage.ts'
import { hashOf, type RunSpec } from './run-spec.ts'
import { scorePairs, scoreTreatedPairs } from './score-pairs.ts'
import type { ScoresBySetting } from './scores.ts'
import type { FaceSource } from './stages/align-in-photo.ts'
import { runFacesStage } from './stages/faces-stage.ts'
import { runMasksStage } from './stages/masks-stage.ts'
import type { StageContext } from './stages/run-shards.ts'
import type { TreatedScore } from './stages/treatment-stage.ts'
import { treatPairs } from './treat-pairs.ts'
import type { EnrolledSides } from './treat-sides.ts'

/** Changes when a stage computes something else from the same input, so that old artefacts are not taken for new ones. */
export const stageVersion = 4

/** What is run. */
export interface StagePlan {
  readonly spec: RunSpec
  readonly dataset: Dataset
  readonly protocol: PairProtocol
  readonly settings: readonly SettingId[]
}

/** The tools of a run, opened. */
export interface StageTools {
  readonly embedder: Embedder
  readonly faceSource: FaceSource
  readonly treatments: TreatmentParts
}

/** What the stages of a run leave behind. */
export interface StageResults {
  readonly scores: ScoresBySetting
  readonly bare: PhotoStage
  /** Null when no setting has a mask. */
  readonly masked: PhotoStage | null
  /** By treated setting, then by pair; null where a side has no photo. */
  readonly treated: ReadonlyMap<SettingId, readonly (Outcome<TreatedScore> | null)[]>
  /** The treated settings that treat each face alone, so that they can be searched as galleries. */
  readonly enrolled: ReadonlyMap<SettingId, EnrolledSides>
}

/**
 * Runs all stages of a specification, each from what is stored as far as it is there.
 *
 * The faces and masks of every view that is compared or searched are computed, whatever the settings, so that adding a
 * setting later computes nothing twice.
 */
export async function runStages(plan: StagePlan, tools: StageTools, context: StageContext): Promise<StageResults> {
  const { spec, dataset, protocol, settings } = plan
  const photosById = new Map(dataset.photos.map((photo) => [photo.id, photo]))
  const used = usedViews(protocol)
  const idsOf = (side: (view: PairProtocol['views'][number]) => string | null) =>
    protocol.views.map((view, index) => (used.has(index) ? side(view) : null))

  const bareList = listPhotos(
    idsOf((view) => view.bare),
    photosById,
  )
  const bareKey = await findFaces(bareList, plan, tools, context)
  const embedding = { model: spec.model, version: stageVersion }
  const bare = await embedFaces(
    { stage: 'embed faces', facesKey: bareKey, list: bareList, ...embedding },
    tools,
    context,
  )

  let masked: PhotoStage | null = null
  if (settings.some((setting) => setting !== 'umr-ump')) {
    const real = protocol.maskSource === 'real'
    const list = real
      ? listPhotos(
          idsOf((view) => view.masked),
          photosById,
        )
      : bareList
    const facesKey = real ? await findFaces(list, plan, tools, context) : await drawMasks(bare, plan, tools, context)
    masked = await embedFaces({ stage: 'embed masked faces', facesKey, list, ...embedding }, tools, context)
  }

  const scores = new Map<SettingId, readonly ComparisonOutcome[]>()
  const treated = new Map<SettingId, readonly (Outcome<TreatedScore> | null)[]>()
  const enrolled = new Map<SettingId, EnrolledSides>()
  for (const setting of settings) {
    const strategy = treatmentNames.find((name) => name === settingStrategy(setting))
    if (strategy === undefined) {
      const sides = maskedSides[setting as SettingName] // not treated, so one of the plain ones
      const stageOf = (isMasked: boolean) => (isMasked && masked !== null ? masked : bare)
      scores.set(setting, scorePairs(protocol.pairs, stageOf(sides.reference), stageOf(sides.probe)))
    } else {
      const probes = masked! // a treated setting has a masked probe
      const treatment = createTreatment(strategy, tools.treatments)
      const sides = { references: bare, probes }
      const { outcomes, enrolled: own } = await treatPairs(
        { treatment, pairs: protocol.pairs, ...sides, spec, embedder: tools.embedder, version: stageVersion },
        context,
      )
      treated.set(setting, outcomes)
      if (own !== null) enrolled.set(setting, own)
      scores.set(setting, scoreTreatedPairs(protocol.pairs, bare, probes, outcomes))
    }
  }
  return { scores, bare, masked, treated, enrolled }
}

/** @returns the artefact key of the aligned faces */
async function findFaces(list: PhotoList, { spec, dataset }: StagePlan, tools: StageTools, context: StageContext) {
  const photos = list.photos.map(({ id }) => id)
  const key = `faces/${hashOf({ stageVersion, dataset: dataset.checksum, faces: spec.faces, photos })}`
  await runFacesStage({ key, photos: list.photos, source: tools.faceSource }, context)
  return key
}

/** @returns the artefact key of the aligned masked faces; same photos, same positions as the bare ones */
async function drawMasks(bare: PhotoStage, { spec }: StagePlan, tools: StageTools, context: StageContext) {
  const key = `masks/${hashOf({ stageVersion, bare: bare.key, masks: spec.masks })}`
  const { faceSource: source, treatments } = tools
  const { templates } = treatments
  const faces = readFaces(bare.key, context)
  await runMasksStage({ key, photos: bare.photos, bare: faces, source, templates, seed: spec.masks.seed }, context)
  return key
}
