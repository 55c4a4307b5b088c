import { failed, type Outcome, succeeded } from '@maskmirror/core'
import type { Embedder } from '@maskmirror/inference'
import type { ComparedFaces, PairTreatment, ProbeMask, ReadProbe, Treatment } from '@maskmirror/mask-mirror'
import type { AlignedOutcome, SeenMask } from './aligned-photo.ts'
import { cosine } from './cosine.ts'
import { runShards, type StageContext } from './run-shards.ts'
import { decodeShard, encodeShard } from './shard-codec.ts'
import type { ShardReader } from './shard-reader.ts'

/** One comparison with a treated reference: positions of both sides in their stages. */
export interface TreatedPair {
  readonly reference: number
  readonly probe: number
}

/** What a treated comparison gives: the score and what the treatment saw on the probe. */
export interface TreatedScore {
  readonly score: number
  /** Null for treatments that do not look at the probe. */
  readonly probeMask: SeenMask | null
  readonly detail: string
}

/** Pairs in one stored shard, and treated references in one batch. */
export const pairsPerShard = 64

/**
 * Gives every pair's reference the mask of its probe, embeds the treated reference and compares it with the probe.
 * The treatment sees two aligned faces and nothing else: neither labels nor what the mask generator drew.
 */
export function runTreatmentStage(
  options: {
    key: string
    pairs: readonly TreatedPair[]
    treatment: PairTreatment
    references: ShardReader<AlignedOutcome>
    probes: ShardReader<AlignedOutcome>
    /** By the position of the probe; present for every probe that has a face. */
    probeEmbeddings: readonly Outcome<Float32Array>[]
    embedder: Embedder
  },
  context: StageContext,
): Promise<void> {
  const { key, pairs, treatment, references, probes, probeEmbeddings, embedder } = options
  const readProbe = rememberLast(512, async (probe: number): Promise<Outcome<ReadProbe>> => {
    const face = await probes.get(probe)
    if (!face.ok) return failed('probe-failed', face.reason)
    return treatment.readProbe({ crop: face.value.crop, landmarks: face.value.landmarks })
  })
  const treat = async ({ reference, probe }: TreatedPair) => {
    const face = await references.get(reference)
    if (!face.ok) return failed('reference-failed', face.reason)
    const read = await readProbe(probe)
    if (!read.ok) return read
    const { mask, treat: treatReference } = read.value
    const treated = treatReference({ crop: face.value.crop, landmarks: face.value.landmarks })
    if (!treated.ok) return treated
    const { type, coverage } = mask
    const probeMask = { type, colour: hexOf(mask), coverage }
    return succeeded({ crop: treated.value, probeMask, detail: describeMask(mask) })
  }
  return runShards(
    {
      stage: `mirror (${treatment.name})`,
      key,
      items: pairs,
      shardSize: pairsPerShard,
      compute: async (items) => {
        const treated: Awaited<ReturnType<typeof treat>>[] = []
        for (const pair of items) treated.push(await treat(pair))
        const crops = treated.flatMap((outcome) => (outcome.ok ? [outcome.value.crop] : []))
        const rows = crops.length === 0 ? new Float32Array(0) : await embedder.embed(crops)
        const dimension = rows.length / Math.max(1, crops.length)
        let row = 0
        const outcomes = treated.map((outcome, i): Outcome<TreatedScore> => {
          const probe = probeEmbeddings[items[i]!.probe]!
          if (!outcome.ok) return outcome
          const start = row++ * dimension
          if (!probe.ok) return probe
          const score = cosine(rows.subarray(start, start + dimension), probe.value)
          const { probeMask, detail } = outcome.value
          return succeeded({ score, probeMask, detail })
        })
        return encodeShard(outcomes, [])
      },
    },
    context,
  )
}

/** Outcomes in the order of the pairs. */
export async function decodeTreated(bytes: Uint8Array): Promise<Outcome<TreatedScore>[]> {
  return (await decodeShard<Outcome<TreatedScore>[]>(bytes)).header
}

/** One line for people: what was seen on the probe, or what every face gets. */
export function describeTreatment(treatment: Treatment, { mask }: Pick<ComparedFaces, 'mask'>): string {
  if (mask !== null) return describeMask(mask)
  return treatment.kind === 'side' ? treatment.description : treatment.name
}

function describeMask(mask: ProbeMask): string {
  return `${mask.type} mask, ${hexOf(mask)}, covers ${Math.round(mask.coverage * 100)} % of the lower face`
}

function hexOf({ colour }: ProbeMask): string {
  return `#${colour.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`
}

/** Remembers the last answers of a slow function by number. */
function rememberLast<Value>(count: number, compute: (key: number) => Promise<Value>): (key: number) => Promise<Value> {
  const known = new Map<number, Promise<Value>>()
  return (key) => {
    const found = known.get(key) ?? compute(key)
    known.delete(key)
    known.set(key, found)
    if (known.size > count) known.delete(known.keys().next().value!)
    return found
  }
}
