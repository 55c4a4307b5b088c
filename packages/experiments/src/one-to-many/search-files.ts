import { readFile } from 'node:fs/promises'
import { createProgressMeter, type ProgressReporter } from '@maskmirror/core'
import {
  checkGallery,
  checkScoreMatrix,
  createGallerySearch,
  type Finding,
  type GallerySearch,
  type Identification,
  identification,
  type ProbeSearch,
  poolTemplates,
  type ReferenceRule,
  type ScoreKind,
} from '@maskmirror/evaluation'
import { readNpy } from '@maskmirror/evaluation/score-files'
import { AllPairsError } from '../all-pairs/error.ts'
import { openEmbeddingsFile } from '../all-pairs/read-embeddings.ts'
import { type Labels, readLabels } from '../all-pairs/read-labels.ts'
import { packRows, similarityRow } from '../similarity-rows.ts'
import { throwIfCancelled } from '../stages/run-shards.ts'

/** Files of a gallery and of the probes that are searched in it; paths. */
export type SearchFiles =
  | {
      readonly kind: 'embeddings'
      /** `.npy`, [references, dimension] */
      readonly gallery: string
      /** `.npy`, [probes, dimension] */
      readonly probes: string
      readonly galleryLabels: string
      readonly probeLabels: string
    }
  | {
      readonly kind: 'scores'
      /** `.npy`, [probes, references] */
      readonly scores: string
      readonly galleryLabels: string
      readonly probeLabels: string
    }

export interface SearchOptions {
  /** What becomes of several references of a person; `template` needs embeddings. */
  readonly rule: ReferenceRule
  readonly scores: ScoreKind
  /** Whether a row of zeros is a picture that failed, and not an error. */
  readonly zerosFailed: boolean
  /** Longest rank. */
  readonly ranks: number
  readonly targetFpirs: readonly number[]
  readonly thresholds: readonly number[]
  readonly onProgress: ProgressReporter
  readonly clockMs: () => number
  readonly signal: AbortSignal
}

/** What was found, and what is doubtful about it. */
export interface SearchedFiles {
  readonly identification: Identification
  readonly findings: readonly Finding[]
}

/**
 * Searches every probe of a file in a gallery of another, one row at a time: of the probes, nothing is kept but what the measures
 * need. Rows of embeddings are made one long. A row of zeros has no direction: it is an error, or when it is said so a picture that gave
 * no embedding, which counts as failed. Names of people are the same whichever way their accents are encoded (NFC, NFD).
 *
 * @throws AllPairsError and EvaluationError that name file, row or line; ExperimentError `cancelled`
 */
export async function searchFiles(files: SearchFiles, options: SearchOptions): Promise<SearchedFiles> {
  const { ranks, targetFpirs, thresholds } = options
  const { gallery, searches, findings } =
    files.kind === 'scores' ? await searchScores(files, options) : await searchEmbeddings(files, options)
  return {
    identification: identification({ ...gallery, rule: options.rule }, searches, { ranks, targetFpirs, thresholds }),
    findings,
  }
}

interface Searched {
  readonly gallery: GallerySearch
  readonly searches: readonly ProbeSearch[]
  readonly findings: readonly Finding[]
}

async function searchEmbeddings(
  files: Extract<SearchFiles, { kind: 'embeddings' }>,
  { rule, scores: kind, zerosFailed, onProgress, clockMs, signal }: SearchOptions,
): Promise<Searched> {
  const galleryFile = await openEmbeddingsFile(files.gallery)
  const probeFile = await openEmbeddingsFile(files.probes)
  if (galleryFile.dimension !== probeFile.dimension) {
    throw new AllPairsError({
      code: 'bad-embeddings-file',
      message: `${files.probes}: expected ${galleryFile.dimension} numbers in a row, as in ${files.gallery}, but received ${probeFile.dimension}`,
    })
  }
  const references = await readNames(files.galleryLabels, galleryFile.count)
  const probes = await readNames(files.probeLabels, probeFile.count)
  const enrolled: { person: string; embedding: Float32Array }[] = []
  await galleryFile.readRows((row, values) => {
    const embedding = unitRow(values, { file: files.gallery, row, zerosFailed })
    if (embedding !== null) enrolled.push({ person: references.people[row]!, embedding })
  })
  const { people, packed } = galleryOf(enrolled, rule, galleryFile.dimension)
  const known = new Set(people)
  const gallery = createGallerySearch(people, {
    rule: rule === 'template' ? 'max' : rule,
    scores: kind,
    notEnrolled: references.people.filter((person) => !known.has(person)),
  })
  const scores = new Float64Array(packed.count)
  const searches: ProbeSearch[] = []
  const meter = createProgressMeter('search', probeFile.count, onProgress, clockMs)
  await probeFile.readRows((row, values) => {
    throwIfCancelled(signal)
    const embedding = unitRow(values, { file: files.probes, row, zerosFailed })
    if (embedding !== null) similarityRow(packed, embedding, scores)
    searches.push(gallery.search(probes.people[row]!, embedding === null ? null : scores))
    meter.advance(1)
  })
  return { gallery, searches, findings: checkGallery(picturesOf(references), picturesOf(probes)) }
}

function galleryOf(enrolled: readonly { person: string; embedding: Float32Array }[], rule: ReferenceRule, dim: number) {
  const people = enrolled.map(({ person }) => person)
  if (enrolled.length === 0) {
    throw new AllPairsError({
      code: 'bad-embeddings-file',
      message: 'Expected a gallery with at least one embedding that is not zero but received none',
    })
  }
  const packed = packRows(enrolled.map(({ embedding }) => embedding))
  if (rule !== 'template') return { people, packed }
  const pooled = poolTemplates(people, packed.values)
  return { people: pooled.people, packed: { values: pooled.templates, count: pooled.people.length, dim } }
}

async function searchScores(
  files: Extract<SearchFiles, { kind: 'scores' }>,
  { rule, scores }: SearchOptions,
): Promise<Searched> {
  if (rule === 'template') {
    throw new AllPairsError({
      code: 'bad-option',
      message: 'Expected --references max, mean or separate for scores but received template, which needs embeddings',
    })
  }
  const bytes = await readFile(files.scores).catch((cause: Error) => {
    throw new AllPairsError({
      code: 'bad-embeddings-file',
      message: `${files.scores}: expected a file of scores but received ${cause.message}`,
      cause,
    })
  })
  const { shape, values } = readNpy(bytes, files.scores)
  const [rows, columns] = shape
  if (shape.length !== 2 || rows === undefined || columns === undefined) {
    throw new AllPairsError({
      code: 'bad-embeddings-file',
      message: `${files.scores}: expected a matrix with a row for each probe and a column for each reference but received shape (${shape.join(', ')})`,
    })
  }
  const references = await readNames(files.galleryLabels, columns)
  const probes = await readNames(files.probeLabels, rows)
  const gallery = createGallerySearch(references.people, { rule, scores })
  const searches = probes.people.map((person, row) =>
    gallery.search(person, values.subarray(row * columns, (row + 1) * columns)),
  )
  const symmetric =
    rows === columns && probes.pictures.every((picture, i) => picture !== null && picture === references.pictures[i])
  return {
    gallery,
    searches,
    findings: [
      // pictures that are searched for themselves are found by the check of the gallery
      ...checkScoreMatrix({ rows, columns, values, symmetric }, { diagonalExcluded: true }),
      ...checkGallery(picturesOf(references), picturesOf(probes)),
    ],
  }
}

async function readNames(path: string, count: number): Promise<Labels> {
  const { people, pictures } = await readLabels(path, count)
  return { people: people.map((person) => person.normalize('NFC')), pictures }
}

/** @returns null for a row of zeros that counts as failed */
function unitRow(
  values: ArrayLike<number>,
  { file, row, zerosFailed }: { file: string; row: number; zerosFailed: boolean },
): Float32Array | null {
  let squares = 0
  for (let k = 0; k < values.length; k++) squares += values[k]! ** 2
  if (squares === 0 && zerosFailed) return null
  if (!(squares > 0 && squares < Infinity)) {
    const rule =
      squares === 0 ? 'not to be all zeros (--zeros-failed counts it as a failed picture)' : 'to hold finite numbers'
    throw new AllPairsError({
      code: 'bad-embedding',
      message: `${file}: expected row ${row + 1} ${rule}`,
      details: { file, row: row + 1 },
    })
  }
  const scale = 1 / Math.sqrt(squares)
  return Float32Array.from(values, (value) => value * scale)
}

function picturesOf({ people, pictures }: Labels) {
  return people.map((person, i) => ({ person, picture: pictures[i]! }))
}
