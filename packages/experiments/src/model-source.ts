import {
  type AttentionReader,
  createLbpEmbedder,
  type Embedder,
  openAttention,
  openEmbedder,
} from '@maskmirror/inference'
import { ExperimentError } from './error.ts'
import type { RunEnvironment } from './run-environment.ts'
import { hashOf, type RunSpec } from './run-spec.ts'

/** The embedder that needs no weights. */
export const lbpModelName = 'lbp'

/** A recogniser that is found and checked, but not loaded yet. */
export interface ModelSource {
  readonly spec: RunSpec['model']
  readonly notes: readonly string[]
  open(): Promise<Embedder>
  /** What it attends to; null for a model without such an output. */
  openAttention(): Promise<AttentionReader | null>
}

/**
 * Finds the recogniser of a request.
 *
 * @param nameOrPath `lbp`, the name of a card, or a path to an .onnx file
 * @throws ExperimentError `model-not-embedding`; InferenceError for a model that is missing, damaged or unknown
 */
export async function findModel(
  nameOrPath: string,
  { models, inference }: Pick<RunEnvironment, 'models' | 'inference'>,
): Promise<ModelSource> {
  if (nameOrPath === lbpModelName) {
    const { version } = createLbpEmbedder()
    const spec = { name: lbpModelName, sha256: hashOf(version), preprocessing: hashOf(version), assumed: false }
    return { spec, notes: [], open: async () => createLbpEmbedder(), openAttention: async () => null }
  }
  const model = await models.resolve(nameOrPath)
  const { card, sha256 } = model
  if (card.task !== 'embedding') {
    throw new ExperimentError({
      code: 'model-not-embedding',
      message: `Expected model to be a recogniser that gives embeddings but ${card.name} is for ${card.task}`,
      details: { model: card.name, task: card.task },
    })
  }
  const { input, output, alignment, assumed } = card
  return {
    spec: { name: card.name, sha256, preprocessing: hashOf({ input, output, alignment }), assumed },
    notes: assumed
      ? [
          `${card.name} has no card: ArcFace's usual preprocessing was assumed (RGB, (x − 127.5) / 127.5). A card beside the file makes it certain.`,
        ]
      : [],
    open: () => openEmbedder({ runtime: inference, model }),
    openAttention: () => openAttention({ runtime: inference, model }),
  }
}
