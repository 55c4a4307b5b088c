import { type Outcome, succeeded } from '@maskmirror/core'
import type { Embedder } from '@maskmirror/inference'
import type { SideTreatment } from '@maskmirror/mask-mirror'
import type { PhotoStage } from './photo-stage.ts'
import { hashOf, type RunSpec } from './run-spec.ts'
import { cosine } from './stages/cosine.ts'
import { embedTreated } from './stages/embed-treated.ts'
import type { StageContext } from './stages/run-shards.ts'
import type { TreatedPair, TreatedScore } from './stages/treatment-stage.ts'

/** Treats the faces of both sides once each, and compares the pairs; of several views of a reference the best score counts. */
export async function treatSides(
  options: {
    treatment: SideTreatment
    pairs: readonly TreatedPair[]
    references: PhotoStage
    probes: PhotoStage
    spec: Pick<RunSpec, 'model' | 'treatments'>
    embedder: Embedder
    /** Of the stages. */
    version: number
  },
  context: StageContext,
): Promise<Outcome<TreatedScore>[]> {
  const { treatment, pairs, references, probes, spec, embedder, version } = options
  const { model, treatments } = spec
  const embed = (side: 'references' | 'probes', stage: PhotoStage, view: number) =>
    embedTreated(
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
  const views: (readonly Outcome<Float32Array>[])[] = []
  for (let view = 0; view < treatment.views; view++) views.push(await embed('references', references, view))
  const probeRows = treatment.treatProbe === null ? probes.embeddings : await embed('probes', probes, 0)
  return pairs.map(({ reference, probe }) => {
    const probeRow = probeRows[probe]!
    if (!probeRow.ok) return probeRow
    let best = Number.NEGATIVE_INFINITY
    for (const rows of views) {
      const row = rows[reference]!
      if (!row.ok) return row
      best = Math.max(best, cosine(row.value, probeRow.value))
    }
    return succeeded({ score: best, probeMask: null, detail: treatment.description })
  })
}
