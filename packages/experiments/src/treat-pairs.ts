import type { Outcome } from '@maskmirror/core'
import type { ViewPair } from '@maskmirror/datasets'
import type { PairTreatment, Treatment } from '@maskmirror/mask-mirror'
import { hashOf } from './run-spec.ts'
import { readStage } from './stages/read-stage.ts'
import type { StageContext } from './stages/run-shards.ts'
import {
  decodeTreated,
  pairsPerShard,
  runTreatmentStage,
  type TreatedPair,
  type TreatedScore,
} from './stages/treatment-stage.ts'
import { type EnrolledSides, scoreSides, type TreatedSides, treatSides } from './treat-sides.ts'

/**
 * Compares pairs with treated references.
 *
 * @returns outcomes by pair, null where a side has no photo; the embeddings of treatments that treat each face alone
 */
export async function treatPairs(
  options: TreatedSides & { readonly treatment: Treatment; readonly pairs: readonly ViewPair[] },
  context: StageContext,
): Promise<{ outcomes: (Outcome<TreatedScore> | null)[]; enrolled: EnrolledSides | null }> {
  const { treatment, references, probes } = options
  const places = options.pairs.map((pair): TreatedPair | null => {
    const reference = references.positions[pair.reference] ?? null
    const probe = probes.positions[pair.probe] ?? null
    return reference === null || probe === null ? null : { reference, probe }
  })
  const pairs = places.filter((pair) => pair !== null)
  const byPair = (outcomes: readonly Outcome<TreatedScore>[]) => {
    let next = 0
    return places.map((pair) => (pair === null ? null : outcomes[next++]!))
  }
  if (treatment.kind === 'pair') {
    return { outcomes: byPair(await renderPairs({ ...options, treatment, pairs }, context)), enrolled: null }
  }
  const enrolled = await treatSides({ ...options, treatment }, context)
  return { outcomes: byPair(scoreSides(enrolled, pairs, treatment)), enrolled }
}

/** Gives the reference of each pair the mask of its probe. */
async function renderPairs(
  options: TreatedSides & { readonly treatment: PairTreatment; readonly pairs: readonly TreatedPair[] },
  context: StageContext,
): Promise<Outcome<TreatedScore>[]> {
  const { treatment, pairs, references, probes, spec, embedder, version } = options
  const { model, treatments } = spec
  const facts = { references: references.key, probes: probes.key, model, treatments, strategy: treatment.name, pairs }
  const key = `treated/${hashOf({ stageVersion: version, ...facts })}`
  await runTreatmentStage(
    {
      key,
      pairs,
      treatment,
      references: references.faces,
      probes: probes.faces,
      probeEmbeddings: probes.embeddings,
      embedder,
    },
    context,
  )
  return readStage({ key, shardSize: pairsPerShard, count: pairs.length, decode: decodeTreated }, context.artefacts)
}
