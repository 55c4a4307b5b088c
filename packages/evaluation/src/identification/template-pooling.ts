import { EvaluationError } from '#evaluation-error.ts'

/** One template a person, in order of first appearance. */
export interface PooledTemplates {
  readonly people: readonly string[]
  /** [people, dim], rows of length 1 */
  readonly templates: Float32Array
}

/**
 * Makes one template of each person: the mean of the person's embeddings, each scaled to length 1 first, scaled to length 1.
 *
 * @param people element i: who is on embedding i
 * @param embeddings [people.length, dim], rows of any length above 0
 * @throws EvaluationError `shape-mismatch` when the embeddings do not make whole rows, `embedding-zero` when a row, or the mean of a
 *   person, has no direction
 */
export function poolTemplates(people: readonly string[], embeddings: Float32Array): PooledTemplates {
  const dim = embeddings.length / people.length
  if (!Number.isInteger(dim) || dim === 0) {
    throw new EvaluationError({
      code: 'shape-mismatch',
      message: `Expected embeddings to have the same number of values for each of ${people.length} people but received ${embeddings.length} values`,
      details: { people: people.length, values: embeddings.length },
    })
  }
  const sums = new Map<string, Float64Array>()
  for (const [i, person] of people.entries()) {
    const row = embeddings.subarray(i * dim, (i + 1) * dim)
    const scale = 1 / lengthOf(row, `embedding ${i}`)
    const sum = sums.get(person) ?? new Float64Array(dim)
    sums.set(person, sum)
    for (let k = 0; k < dim; k++) sum[k]! += row[k]! * scale
  }
  const templates = new Float32Array(sums.size * dim)
  let next = 0
  for (const [person, sum] of sums) {
    const scale = 1 / lengthOf(sum, `the mean embedding of "${person}"`)
    for (let k = 0; k < dim; k++) templates[next++] = sum[k]! * scale
  }
  return { people: [...sums.keys()], templates }
}

function lengthOf(vector: ArrayLike<number>, what: string): number {
  let squares = 0
  for (let k = 0; k < vector.length; k++) squares += vector[k]! ** 2
  if (squares > 0 && squares < Infinity) return Math.sqrt(squares)
  throw new EvaluationError({
    code: 'embedding-zero',
    message: `Expected ${what} to have a length above 0 but received ${Math.sqrt(squares)}`,
  })
}
