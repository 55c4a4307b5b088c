import { EvaluationError } from '#evaluation-error.ts'
import { scoreMoments } from '#score-moments.ts'
import type { ProbeSearch } from './probe-search.ts'

/** How several references of one person become candidates, see {@link createGallerySearch}. */
export const candidateRules = ['max', 'mean', 'separate'] as const

export type CandidateRule = (typeof candidateRules)[number]

/** With `template`, the references of a person were pooled to one before the search. */
export const referenceRules = [...candidateRules, 'template'] as const

export type ReferenceRule = (typeof referenceRules)[number]

/** What the scores of a search are: as they are, or normalised for each probe. */
export const scoreKinds = ['raw', 'per-probe'] as const

export type ScoreKind = (typeof scoreKinds)[number]

/** A gallery that probes are searched in, one row of scores at a time. */
export interface GallerySearch {
  /** People with at least one reference. */
  readonly peopleCount: number
  /** References: the length of a row. */
  readonly referenceCount: number
  /** The longest rank that a search can give. */
  readonly candidateCount: number
  readonly rule: CandidateRule
  readonly scores: ScoreKind
  /**
   * Searches one probe. O(references); nothing of the row is kept, so a row may be overwritten by the next one.
   *
   * @param person who is on the probe
   * @param row score with each reference, higher is more similar; null when the probe gave no embedding
   * @throws EvaluationError `shape-mismatch` for a row of another length, `score-not-finite` with the reference, `spread-zero`
   *   when scores shall be normalised and all candidates have the same
   */
  readonly search: (person: string, row: ArrayLike<number> | null) => ProbeSearch
}

/**
 * Prepares a gallery for identification.
 *
 * With several references of a person, `max` takes the person's best score and `mean` the average score, one candidate a person;
 * `separate` leaves every reference a candidate of its own, and the best of the probe's own counts. Ranks of `separate` count
 * references, not people: with many references of others they are longer. To pool embeddings instead, see `poolTemplates`.
 *
 * @param referencePeople element i: who is on reference i
 * Scores `per-probe` are shifted and scaled to mean 0 and standard deviation 1 over the candidates of each search, the T-norm with
 * the gallery as cohort. Ranks stay; a threshold then asks how far a candidate stands out, whatever a mask does to all scores
 * of the probe.
 *
 * @param options.rule default `max`
 * @param options.scores default `raw`
 * @param options.notEnrolled people whose references all failed: their probes have a mate that cannot be found; default none
 * @throws EvaluationError `gallery-empty`
 */
export function createGallerySearch(
  referencePeople: readonly string[],
  {
    rule = 'max',
    scores = 'raw',
    notEnrolled = [],
  }: { rule?: CandidateRule; scores?: ScoreKind; notEnrolled?: Iterable<string> } = {},
): GallerySearch {
  const referenceCount = referencePeople.length
  if (referenceCount === 0) {
    throw new EvaluationError({
      code: 'gallery-empty',
      message: 'Expected referencePeople to name at least one reference but received 0',
    })
  }
  const people = new Map<string, number>()
  const personOf = Int32Array.from(referencePeople, (name) => {
    const number = people.get(name) ?? people.size
    people.set(name, number)
    return number
  })
  const missing = new Set(notEnrolled)
  const candidates = rule === 'separate' ? separateCandidates(personOf) : pooledCandidates(personOf, people.size, rule)
  return {
    peopleCount: people.size,
    referenceCount,
    candidateCount: rule === 'separate' ? referenceCount : people.size,
    rule,
    scores,
    search: (person, row) => {
      const own = people.get(person) ?? null
      const mated = own !== null || missing.has(person)
      if (row === null) return { person, mated, searched: false, mate: null, topOther: null }
      requireRow(row, referenceCount)
      const found = candidates(row)
      const compared = compareCandidates(found, own)
      return { person, mated, searched: true, ...(scores === 'raw' ? compared : standardised(compared, found.scores)) }
    },
  }
}

/** Scores of candidates and who each is. */
interface Candidates {
  readonly scores: ArrayLike<number>
  /** Person number of each candidate; null when candidate i is person i. */
  readonly personOf: Int32Array | null
}

function separateCandidates(personOf: Int32Array): (row: ArrayLike<number>) => Candidates {
  return (scores) => ({ scores, personOf })
}

function pooledCandidates(
  personOf: Int32Array,
  peopleCount: number,
  rule: 'max' | 'mean',
): (row: ArrayLike<number>) => Candidates {
  const scores = new Float64Array(peopleCount)
  const references = new Float64Array(peopleCount)
  for (const person of personOf) references[person]!++
  return (row) => {
    scores.fill(rule === 'max' ? -Infinity : 0)
    for (let i = 0; i < personOf.length; i++) {
      const person = personOf[i]!
      if (rule === 'mean') scores[person]! += row[i]!
      else if (row[i]! > scores[person]!) scores[person] = row[i]!
    }
    if (rule === 'mean') for (let i = 0; i < peopleCount; i++) scores[i]! /= references[i]!
    return { scores, personOf: null }
  }
}

type Compared = Pick<ProbeSearch, 'mate' | 'topOther'>

/** @param own number of the probe's person; null when the gallery does not have it */
function compareCandidates({ scores, personOf }: Candidates, own: number | null): Compared {
  const isOwn = (i: number) => (personOf === null ? i : personOf[i]!) === own
  let best = -Infinity
  let topOther = -Infinity
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i]!
    if (isOwn(i)) best = Math.max(best, score)
    else topOther = Math.max(topOther, score)
  }
  let above = 0
  let tied = 0
  if (own !== null && topOther >= best) {
    for (let i = 0; i < scores.length; i++) {
      if (scores[i]! < best || isOwn(i)) continue
      if (scores[i] === best) tied++
      else above++
    }
  }
  return {
    mate: own === null ? null : { score: best, above, tied },
    topOther: topOther === -Infinity ? null : topOther,
  }
}

/** The same with scores of mean 0 and standard deviation 1 over all candidates. */
function standardised({ mate, topOther }: Compared, scores: ArrayLike<number>): Compared {
  const { mean, standardDeviation } = scoreMoments(Float64Array.from(scores).sort())!
  if (!(standardDeviation > 0)) {
    throw new EvaluationError({
      code: 'spread-zero',
      message: `Expected the scores of the candidates to differ but all ${scores.length} are ${mean}`,
      details: { score: mean, candidates: scores.length },
    })
  }
  const standard = (score: number) => (score - mean) / standardDeviation
  return {
    mate: mate === null ? null : { ...mate, score: standard(mate.score) },
    topOther: topOther === null ? null : standard(topOther),
  }
}

function requireRow(row: ArrayLike<number>, length: number): void {
  if (row.length !== length) {
    throw new EvaluationError({
      code: 'shape-mismatch',
      message: `Expected row to have a score for each of ${length} references but received ${row.length}`,
      details: { expected: length, received: row.length },
    })
  }
  for (let i = 0; i < length; i++) {
    if (Number.isFinite(row[i]!)) continue
    throw new EvaluationError({
      code: 'score-not-finite',
      message: `Expected the score with reference ${i} to be a finite number but received ${row[i]}`,
      details: { index: i, score: row[i]! },
    })
  }
}
