import { type Outcome, succeeded } from '@maskmirror/core'
import type { Embedder } from '@maskmirror/inference'
import type { SideTreatment } from '@maskmirror/mask-mirror'
import type { PhotoEmbeddings, PhotoStage } from './photo-stage.ts'
import { hashOf, type RunSpec } from './run-spec.ts'
import { cosine } from './stages/cosine.ts'
import { embedTreated } from './stages/embed-treated.ts'
import type { StageContext } from './stages/run-shards.ts'
import type { TreatedPair, TreatedScore } from './stages/treatment-stage.ts'

/** What a treatment is applied to. */
export interface TreatedSides {
  readonly references: PhotoStage
  readonly probes: PhotoStage
  readonly spec: Pick<RunSpec, 'model' | 'treatments'>
  readonly embedder: Embedder
  /** Of the stages. */
  readonly version: number
}

/** Both sides as a recogniser compares them: nothing else is drawn when two faces meet. */
export interface EnrolledSides {
  /** One or several pictures of each reference, of which the most alike counts. */
  readonly references: readonly PhotoEmbeddings[]
  readonly probes: PhotoEmbeddings
}

/** Treats and embeds the faces of both sides once each. */
export async function treatSides(
  options: TreatedSides & { readonly treatment: SideTreatment },
  context: StageContext,
): Promise<EnrolledSides> {
  const { treatment, references, probes, spec, embedder, version } = options
  const { model, treatments } = spec
  const embed = async (side: 'references' | 'probes', stage: PhotoStage, view: number): Promise<PhotoEmbeddings> => {
    const embeddings = await embedTreated(
      {
        stage: `mirror (${treatment.name}): ${side}`,
        key: `treated-faces/${hashOf({ version, faces: stage.key, model, treatments, treatment: treatment.name, side, view })}`,
        count: stage.photos.length,
        faces: stage.faces,
        treat:
          side === 'references'
            ? (face) => treatment.treatReference(face, view)
            : (face) => treatment.treatProbe!(face),
        embedder,
      },
      context,
    )
    return { photos: stage.photos, positions: stage.positions, embeddings }
  }
  const views: PhotoEmbeddings[] = []
  for (let view = 0; view < treatment.views; view++) views.push(await embed('references', references, view))
  return { references: views, probes: treatment.treatProbe === null ? probes : await embed('probes', probes, 0) }
}

/** Compares pairs of treated faces; of several pictures of a reference the best score counts. */
export function scoreSides(
  { references, probes }: EnrolledSides,
  pairs: readonly TreatedPair[],
  { description }: Pick<SideTreatment, 'description'>,
): Outcome<TreatedScore>[] {
  return pairs.map(({ reference, probe }) => {
    const probeRow = probes.embeddings[probe]!
    if (!probeRow.ok) return probeRow
    let best = Number.NEGATIVE_INFINITY
    for (const { embeddings } of references) {
      const row = embeddings[reference]!
      if (!row.ok) return row
      best = Math.max(best, cosine(row.value, probeRow.value))
    }
    return succeeded({ score: best, probeMask: null, detail: description })
  })
}
