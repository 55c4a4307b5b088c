import { setImmediate } from 'node:timers/promises'
import { createProgressMeter, type Outcome } from '@maskmirror/core'
import { maskedSides, type PairProtocol, type Photo, searchRole, usedViews } from '@maskmirror/datasets'
import {
  createGallerySearch,
  type Identification,
  identification,
  type ProbeSearch,
  plainSettings,
  type SettingId,
} from '@maskmirror/evaluation'
import type { PhotoEmbeddings } from '../photo-stage.ts'
import { packRows, similarityRow } from '../similarity-rows.ts'
import { type StageContext, throwIfCancelled } from '../stages/run-shards.ts'
import type { EnrolledSides } from '../treat-sides.ts'
import { chooseGallery, type GalleryPlan, type SearchableView } from './choose-gallery.ts'
import type { RunIdentification } from './run-identification.ts'

/** Longest search of one setting, comparisons: about ten seconds of one core with 512 numbers (our choice). Beyond it probes are left out at random. */
const mostComparisons = 20_000_000

/** Shares of false positive searches that are asked for. */
const targetFpirs = [0.1, 0.01] as const

/** Probes between two looks at progress and cancellation. */
const probesAtOnce = 32

/**
 * Searches the probes of a run in galleries of its own photos, for each setting without treatment or with one that treats each
 * face alone; where a reference is drawn for a probe, each probe would have a gallery of its own.
 *
 * Thresholds that UMR-UMP supports are then applied to every setting, as an operator would leave them.
 *
 * @returns null when no setting has people enough for a search
 * @throws ExperimentError `cancelled`
 */
export async function identifySettings(
  run: { protocol: PairProtocol; settings: readonly SettingId[]; seed: number },
  stages: {
    bare: PhotoEmbeddings
    masked: PhotoEmbeddings | null
    enrolled: ReadonlyMap<SettingId, EnrolledSides>
  },
  context: Pick<StageContext, 'onProgress' | 'clockMs' | 'signal'>,
): Promise<RunIdentification | null> {
  const searched: { setting: SettingId; probesLeftOut: number; measure: Measure }[] = []
  const stageOf = (isMasked: boolean) => (isMasked && stages.masked !== null ? stages.masked : stages.bare)
  const plain = plainSettings
    .filter((setting) => run.settings.includes(setting))
    .map((setting): [SettingId, EnrolledSides] => {
      const { reference, probe } = maskedSides[setting]
      return [setting, { references: [stageOf(reference)], probes: stageOf(probe) }]
    })
  for (const [setting, sides] of [...plain, ...stages.enrolled]) {
    const plan = chooseGallery(searchableViews(run.protocol, sides.references[0]!, sides.probes), run.seed)
    if (plan.references.length < 2 || plan.probes.length === 0) continue
    const enrolled = plan.references.length * sides.references.length
    const kept = plan.probes.slice(0, Math.floor(mostComparisons / enrolled))
    const measure = await search({ ...plan, probes: kept }, { ...sides, setting }, context)
    if (measure !== null) searched.push({ setting, probesLeftOut: plan.probes.length - kept.length, measure })
  }
  if (searched.length === 0) return null
  const unmasked = searched.find(({ setting }) => setting === 'umr-ump')?.measure([])
  const frozen = (unmasked?.scored.openSet?.atFpir ?? []).flatMap((answer) =>
    answer.supported ? [{ targetFpir: answer.targetFpir, threshold: answer.threshold }] : [],
  )
  return {
    seed: run.seed,
    frozen,
    settings: searched.map(({ setting, probesLeftOut, measure }) => ({
      setting,
      probesLeftOut,
      ...measure(frozen.map(({ threshold }) => threshold)),
    })),
  }
}

/** The measures with rates at given thresholds. */
type Measure = (thresholds: readonly number[]) => Identification

async function search(
  plan: GalleryPlan,
  { references, probes, setting }: EnrolledSides & { setting: SettingId },
  { onProgress, clockMs, signal }: Pick<StageContext, 'onProgress' | 'clockMs' | 'signal'>,
): Promise<Measure | null> {
  // several pictures of one photo are references of one person, of whom the most alike counts
  const enrolled = plan.references.flatMap(({ person, view }) =>
    references.flatMap((stage) => {
      const embedding = embeddingOf(stage, view)
      return embedding === null ? [] : [{ person, embedding }]
    }),
  )
  if (enrolled.length === 0) return null
  const names = new Set(enrolled.map(({ person }) => person))
  const gallery = createGallerySearch(
    enrolled.map(({ person }) => person),
    { notEnrolled: plan.references.map(({ person }) => person).filter((person) => !names.has(person)) },
  )
  const packed = packRows(enrolled.map(({ embedding }) => embedding))
  const row = new Float64Array(packed.count)
  const meter = createProgressMeter(`search ${setting}`, plan.probes.length, onProgress, clockMs)
  const searches: ProbeSearch[] = []
  for (let start = 0; start < plan.probes.length; start += probesAtOnce) {
    throwIfCancelled(signal)
    const part = plan.probes.slice(start, start + probesAtOnce)
    for (const { person, view } of part) {
      const embedding = embeddingOf(probes, view)
      if (embedding !== null) similarityRow(packed, embedding, row)
      searches.push(gallery.search(person, embedding === null ? null : row))
    }
    meter.advance(part.length)
    await setImmediate() // a long loop would keep the server from answering
  }
  return (thresholds) => identification(gallery, searches, { targetFpirs, thresholds })
}

/** The views that are compared or searched: only their photos were embedded. */
function searchableViews(
  protocol: PairProtocol,
  references: PhotoEmbeddings,
  probes: PhotoEmbeddings,
): SearchableView[] {
  const photoOf = ({ positions, photos }: PhotoEmbeddings, view: number): Photo | null => {
    const position = positions[view] ?? null
    return position === null ? null : photos[position]!
  }
  return [...usedViews(protocol)].map((view) => {
    const [reference, probe] = [photoOf(references, view), photoOf(probes, view)]
    return {
      view,
      person: protocol.views[view]!.person,
      reference: reference?.id ?? null,
      probe: probe?.id ?? null,
      roles: {
        reference: reference === null ? null : searchRole(reference),
        probe: probe === null ? null : searchRole(probe),
      },
    }
  })
}

function embeddingOf({ positions, embeddings }: PhotoEmbeddings, view: number): Float32Array | null {
  const outcome: Outcome<Float32Array> = embeddings[positions[view]!]! // the plan took views with a photo
  return outcome.ok ? outcome.value : null
}
