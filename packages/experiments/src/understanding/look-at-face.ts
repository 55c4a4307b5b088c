import { createHash } from 'node:crypto'
import type { Image } from '@maskmirror/core'
import {
  attentionReceived,
  coveredPictures,
  type OcclusionOptions,
  occlusionMap,
  planOcclusion,
} from '@maskmirror/evaluation/understanding'
import type { Embedder } from '@maskmirror/inference'
import type { ArtefactStore } from '@maskmirror/storage'
import { z } from 'zod'
import type { ModelSource } from '../model-source.ts'
import { hashOf, type RunSpec } from '../run-spec.ts'
import { cosine } from '../stages/cosine.ts'

/** What a recogniser makes of an aligned face. */
export interface FaceLook {
  readonly crop: Image
  /** Similarity of the uncovered face: 1 with itself. */
  readonly similarity: number
  /** [112, 112] what covering each pixel takes from the similarity. */
  readonly occlusion: Float64Array
  /** By position of a square feature map; null for a model without attention. */
  readonly attention: Float64Array | null
}

export interface LookOptions {
  /** Another aligned face that the similarity is with; null: the face itself, uncovered. */
  readonly against: Image | null
  readonly occlusion: OcclusionOptions
}

/** Changes when the same face, model and options give other numbers. */
const lookVersion = 1

const MeasuredSchema = z.object({
  similarity: z.number(),
  covered: z.array(z.number()),
  attention: z.array(z.number()).nullable(),
})

type Measured = z.infer<typeof MeasuredSchema>

/** Looks at faces with one model, opened at the first face that is not stored. */
export interface FaceLooker extends AsyncDisposable {
  /** @throws InferenceError; EvaluationError `count-out-of-range` for a patch or stride that does not fit */
  look(crop: Image, options: LookOptions): Promise<FaceLook>
}

/** @param artefacts where what was measured is kept; null: nowhere */
export function createFaceLooker(model: ModelSource, artefacts: ArtefactStore | null): FaceLooker {
  let tools: ReturnType<typeof openTools> | null = null
  const opened = () => {
    tools ??= openTools(model)
    return tools
  }
  return {
    look: async (crop, options) => {
      const plan = planOcclusion(crop, options.occlusion)
      const key = keyOf(model.spec, { crop, against: options.against }, plan)
      const stored = artefacts === null ? null : await artefacts.read(key)
      let measured: Measured
      if (stored === null) {
        measured = await measure(crop, coveredPictures(crop, plan), options.against, await opened())
        await artefacts?.write(key, new TextEncoder().encode(JSON.stringify(measured)))
      } else {
        measured = MeasuredSchema.parse(JSON.parse(new TextDecoder().decode(stored)))
      }
      const { similarity, covered, attention } = measured
      return {
        crop,
        similarity,
        occlusion: occlusionMap(plan, similarity, covered),
        attention: attention === null ? null : Float64Array.from(attention),
      }
    },
    [Symbol.asyncDispose]: async () => {
      const { embedder, attention } = (await tools) ?? {}
      await attention?.close()
      await embedder?.close()
    },
  }
}

async function openTools(model: ModelSource) {
  const embedder = await model.open()
  try {
    return { embedder, attention: await model.openAttention() }
  } catch (error) {
    await embedder.close()
    throw error
  }
}

async function measure(
  crop: Image,
  covered: readonly Image[],
  against: Image | null,
  { embedder, attention }: Awaited<ReturnType<typeof openTools>>,
): Promise<Measured> {
  const rows = await embedder.embed([crop, against ?? crop, ...covered])
  const row = (index: number) => rowOf(rows, index, embedder)
  const scores = await attention?.read(crop)
  return {
    similarity: cosine(row(0), row(1)),
    covered: covered.map((_, index) => cosine(row(2 + index), row(1))),
    attention: scores === undefined ? null : [...attentionReceived(scores)],
  }
}

function rowOf(rows: Float32Array, index: number, { dimension }: Embedder): Float32Array {
  return rows.subarray(index * dimension, (index + 1) * dimension)
}

function keyOf(
  model: RunSpec['model'],
  faces: { crop: Image; against: Image | null },
  plan: ReturnType<typeof planOcclusion>,
): string {
  const pixels = (image: Image | null) =>
    image === null ? null : createHash('sha256').update(image.data).digest('hex')
  const [crop, against] = [pixels(faces.crop), pixels(faces.against)]
  return `understanding/${hashOf({ version: lookVersion, model, crop, against, plan })}`
}
