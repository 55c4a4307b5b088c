import type { Outcome } from '@maskmirror/core'
import type { Dataset, PairProtocol, Photo, SettingName } from '@maskmirror/datasets'
import { maskedSides } from '@maskmirror/datasets'
import type { ComparisonOutcome, SettingId } from '@maskmirror/evaluation'
import { settingStrategy } from '@maskmirror/evaluation'
import type { Embedder } from '@maskmirror/inference'
import { createReferenceTreatment, treatmentNames } from '@maskmirror/mask-mirror'
import type { MaskTemplates } from '@maskmirror/mask-the-face'
import { hashOf, type RunSpec } from './run-spec.ts'
import type { ScoresBySetting } from './scores.ts'
import type { FaceSource } from './stages/align-in-photo.ts'
import { type AlignedOutcome, decodeAligned } from './stages/aligned-photo.ts'
import { cosine } from './stages/cosine.ts'
import { decodeEmbeddings, runEmbeddingsStage } from './stages/embeddings-stage.ts'
import { photosPerShard, runFacesStage } from './stages/faces-stage.ts'
import { runMasksStage } from './stages/masks-stage.ts'
import { readStage } from './stages/read-stage.ts'
import type { StageContext } from './stages/run-shards.ts'
import { openShardReader, type ShardReader } from './stages/shard-reader.ts'
import { decodeTreated, pairsPerShard, runTreatmentStage, type TreatedScore } from './stages/treatment-stage.ts'

/** Changes when a stage computes something else from the same input, so that old artefacts are not taken for new ones. */
const stageVersion = 1

/** The tools of a run, opened. */
export interface StageTools {
  readonly embedder: Embedder
  readonly faceSource: FaceSource
  readonly templates: MaskTemplates
}

/** One side's photos in one state (bare or masked) with everything computed for them. */
export interface PhotoStage {
  readonly photos: readonly Photo[]
  readonly faces: ShardReader<AlignedOutcome>
  readonly embeddings: readonly Outcome<Float32Array>[]
}

/** What the stages of a run leave behind. */
export interface StageResults {
  readonly scores: ScoresBySetting
  readonly bare: PhotoStage
  readonly masked: PhotoStage | null
  /** Position of each view of the protocol in `bare` and `masked`; null where the view has no such photo. */
  readonly barePositions: readonly (number | null)[]
  readonly maskedPositions: readonly (number | null)[]
  /** By pair, in the order of the pairs; only pairs with a bare reference and a masked probe have an entry. */
  readonly treated: ReadonlyMap<SettingId, readonly (Outcome<TreatedScore> | null)[]>
}

/**
 * Runs all stages of a specification, each from what is stored as far as it is there.
 *
 * The faces and masks of every view that occurs in the pair list are computed, whatever the settings, so that adding a
 * setting later computes nothing twice.
 */
export async function runStages(
  run: { spec: RunSpec; dataset: Dataset; protocol: PairProtocol; settings: readonly SettingId[] },
  tools: StageTools,
  context: StageContext,
): Promise<StageResults> {
  const { spec, dataset, protocol, settings } = run
  const photosById = new Map(dataset.photos.map((photo) => [photo.id, photo]))
  const used = new Set(protocol.pairs.flatMap(({ reference, probe }) => [reference, probe]))
  const views = protocol.views.map((view, index) =>
    used.has(index) ? view : { person: view.person, bare: null, masked: null },
  )
  const maskedId = (view: { bare: string | null; masked: string | null }) =>
    protocol.maskSource === 'real' ? view.masked : view.bare

  const common = { stageVersion, dataset: spec.dataset.checksum, faces: spec.faces }
  const bareList = photoList(
    views.map((view) => view.bare),
    photosById,
  )
  const bareKey = hashOf({ ...common, photos: bareList.photos.map(({ id }) => id) })
  await runFacesStage({ key: `faces/${bareKey}`, photos: bareList.photos, source: tools.faceSource }, context)
  const bare = await embedStage('embed faces', `faces/${bareKey}`, bareList.photos, spec, tools, context)

  let masked: PhotoStage | null = null
  let maskedKey = ''
  const maskedList = photoList(views.map(maskedId), photosById)
  if (settings.some((setting) => setting !== 'umr-ump')) {
    const photos = maskedList.photos
    if (protocol.maskSource === 'real') {
      maskedKey = `faces/${hashOf({ ...common, photos: photos.map(({ id }) => id) })}`
      await runFacesStage({ key: maskedKey, photos, source: tools.faceSource }, context)
    } else {
      // with drawn masks both lists hold the same photos in the same order
      maskedKey = `masks/${hashOf({ bareKey, masks: spec.masks })}`
      await runMasksStage(
        {
          key: maskedKey,
          photos,
          bare: bare.faces,
          source: tools.faceSource,
          templates: tools.templates,
          seed: spec.masks.seed,
        },
        context,
      )
    }
    masked = await embedStage('embed masked faces', maskedKey, photos, spec, tools, context)
  }

  const scores = new Map<SettingId, readonly ComparisonOutcome[]>()
  const treatedBySetting = new Map<SettingId, readonly (Outcome<TreatedScore> | null)[]>()
  for (const setting of settings) {
    const strategy = settingStrategy(setting)
    if (strategy === null) {
      const sides = maskedSides[setting as SettingName]
      const side = (stage: PhotoStage | null, positions: readonly (number | null)[]) => ({ stage, positions })
      const bareSide = side(bare, bareList.positions)
      const maskedSide = side(masked, maskedList.positions)
      const [reference, probe] = [sides.reference ? maskedSide : bareSide, sides.probe ? maskedSide : bareSide]
      scores.set(
        setting,
        protocol.pairs.map((pair) => compare(rowOf(reference, pair.reference), rowOf(probe, pair.probe))),
      )
      continue
    }
    const positions = protocol.pairs.map(({ reference, probe }) => ({
      reference: bareList.positions[reference]!,
      probe: maskedList.positions[probe]!,
    }))
    const pairs = positions.filter((pair) => pair.reference !== null && pair.probe !== null)
    const key = `treated/${hashOf({ stageVersion, bareKey, maskedKey, model: spec.model, treatments: spec.treatments, strategy, pairs })}`
    const treatment = createReferenceTreatment(treatmentNames.find((name) => name === strategy)!, {
      templates: tools.templates,
    })
    await runTreatmentStage(
      {
        key,
        pairs,
        treatment,
        references: bare.faces,
        probes: masked!.faces,
        probeEmbeddings: masked!.embeddings,
        embedder: tools.embedder,
      },
      context,
    )
    const outcomes = await readStage(
      { key, shardSize: pairsPerShard, count: pairs.length, decode: decodeTreated },
      context.artefacts,
    )
    let next = 0
    const treated = positions.map((pair) => (pair.reference === null || pair.probe === null ? null : outcomes[next++]!))
    treatedBySetting.set(setting, treated)
    scores.set(
      setting,
      treated.map((outcome, i) => {
        const pair = protocol.pairs[i]!
        const sides = compare(
          rowOf({ stage: bare, positions: bareList.positions }, pair.reference),
          rowOf({ stage: masked, positions: maskedList.positions }, pair.probe),
        )
        if (!sides.ok) return sides
        if (outcome === null || !outcome.ok)
          return { ok: false, side: 'treatment', reason: outcome?.reason ?? 'no-photo' }
        return { ok: true, score: outcome.value.score }
      }),
    )
  }
  return {
    scores,
    bare,
    masked,
    barePositions: bareList.positions,
    maskedPositions: maskedList.positions,
    treated: treatedBySetting,
  }
}

/** Each photo once, in the order of first use, and the position of every view's photo. */
function photoList(ids: readonly (string | null)[], photosById: ReadonlyMap<string, Photo>) {
  const positionOf = new Map<string, number>()
  const photos: Photo[] = []
  const positions = ids.map((id) => {
    if (id === null) return null
    const known = positionOf.get(id)
    if (known !== undefined) return known
    positionOf.set(id, photos.length)
    photos.push(photosById.get(id)!)
    return photos.length - 1
  })
  return { photos, positions }
}

async function embedStage(
  stage: string,
  facesKey: string,
  photos: readonly Photo[],
  spec: RunSpec,
  { embedder }: StageTools,
  context: StageContext,
): Promise<PhotoStage> {
  const faces = openShardReader({ key: facesKey, shardSize: photosPerShard, decode: decodeAligned }, context.artefacts)
  const key = `embeddings/${hashOf({ stageVersion, facesKey, model: spec.model })}`
  await runEmbeddingsStage({ stage, key, count: photos.length, faces, embedder }, context)
  const embeddings = await readStage(
    { key, shardSize: photosPerShard, count: photos.length, decode: decodeEmbeddings },
    context.artefacts,
  )
  return { photos, faces, embeddings }
}

function rowOf(
  side: { stage: PhotoStage | null; positions: readonly (number | null)[] },
  view: number,
): Outcome<Float32Array> {
  const position = side.positions[view]
  if (side.stage === null || position === null || position === undefined) {
    return { ok: false, reason: 'no-photo', detail: 'the view has no photo in this state' }
  }
  return side.stage.embeddings[position]!
}

function compare(reference: Outcome<Float32Array>, probe: Outcome<Float32Array>): ComparisonOutcome {
  if (!reference.ok) return { ok: false, side: 'reference', reason: reference.reason }
  if (!probe.ok) return { ok: false, side: 'probe', reason: probe.reason }
  return { ok: true, score: cosine(reference.value, probe.value) }
}
