import { createEmbeddingSet, type EmbeddingSet } from './embedding-set.ts'
import { AllPairsError } from './error.ts'
import { openEmbeddingsFile } from './read-embeddings.ts'
import { readLabels } from './read-labels.ts'

/** A matrix and the file that says who is on each row. */
export interface EmbeddingFiles {
  readonly embeddings: string
  readonly labels: string
}

/**
 * Loads one side or both. Only rows of length 1 are kept, sorted by person; the file is read a few rows at a time.
 *
 * @throws AllPairsError naming file, row or line
 */
export async function loadEmbeddings(
  references: EmbeddingFiles,
  probes: EmbeddingFiles | null,
): Promise<{ references: EmbeddingSet; probes: EmbeddingSet | null }> {
  const people = createNumbers()
  const pictures = createNumbers()
  const load = async ({ embeddings, labels }: EmbeddingFiles) => {
    const file = await openEmbeddingsFile(embeddings)
    const named = await readLabels(labels, file.count)
    const builder = createEmbeddingSet({
      name: embeddings,
      dimension: file.dimension,
      people: Int32Array.from(named.people, people.of),
      pictures: Int32Array.from(named.pictures, (picture) =>
        picture === null ? pictures.fresh() : pictures.of(picture),
      ),
    })
    await file.readRows(builder.setRow)
    return builder.finish()
  }
  const left = await load(references)
  if (probes === null) return { references: left, probes: null }
  const right = await load(probes)
  if (left.dimension !== right.dimension) {
    throw new AllPairsError({
      code: 'bad-embeddings-file',
      message: `${probes.embeddings}: expected ${left.dimension} numbers in a row, as in ${references.embeddings}, but received ${right.dimension}`,
    })
  }
  return { references: left, probes: right }
}

/** Numbers for names, the same for both sides. */
function createNumbers() {
  const known = new Map<string, number>()
  let next = 0
  const fresh = () => next++
  return {
    fresh,
    of: (name: string) => {
      const number = known.get(name) ?? fresh()
      known.set(name, number)
      return number
    },
  }
}
