import { mkdir, readFile, rename, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { canonicalJson, createProgressMeter } from '@maskmirror/core'
import { type Dataset, DatasetError, derivedFolders, derivedId, derivedLists } from '@maskmirror/datasets'
import { generatorVersion, type MaskRecord } from '@maskmirror/mask-the-face'
import { writeAtomically } from '@maskmirror/storage'
import { z } from 'zod'
import type { RunEnvironment } from '../run-environment.ts'
import { throwIfCancelled } from '../stages/run-shards.ts'
import { openSynthFaceFinder } from '../synth/find-faces.ts'
import { planSynth } from '../synth/plan-synth.ts'
import type { ProvenanceLine } from '../synth/provenance-line.ts'
import { runSynth } from '../synth/run-synth.ts'
import type { SynthOptions } from '../synth/synth-options.ts'
import type { SynthSummary } from '../synth/synth-summary.ts'
import type { FileWork } from './import-dataset.ts'

/** What a derived set was made of and how; with the source's photos it decides every byte. */
const DerivedSchema = z.object({
  version: z.literal(1),
  source: z.object({ name: z.string(), checksum: z.string() }),
  generator: z.object({ name: z.literal('mask-the-face'), version: z.string(), finder: z.string().nullable() }),
  /** As given to the generator. */
  options: z.looseObject({}),
  /** SHA-256 of the patterns by name. */
  patterns: z.record(z.string(), z.string()),
  counts: z.object({
    bare: z.int(),
    masked: z.int(),
    failed: z.int(),
    failures: z.record(z.string(), z.int()),
    pairs: z.int().nullable(),
    lostPairs: z.int(),
  }),
})

type Derived = z.infer<typeof DerivedSchema>

export interface GeneratedDataset {
  readonly folder: string
  readonly counts: Derived['counts']
  /** null when the whole set was there already. */
  readonly summary: SynthSummary | null
}

/**
 * Makes a set of the bare photos of another one and the same photos with drawn masks, with the source's pairs: reference bare, probe
 * masked. Its folder appears in one step when it is whole; what was interrupted lies beside it as `FOLDER.generating` and is
 * continued. The same source, options and models give the same bytes.
 *
 * @param request.folder of the new set
 * @throws DatasetError `bad-derived` when another set lies there or no photo got a mask, `disk-full`; what `runSynth` throws
 */
export async function generateDataset(
  request: { source: Dataset; folder: string; options: SynthOptions; patterns: string | null; jobs: number },
  environment: Pick<RunEnvironment, 'models' | 'inference'>,
  work: FileWork,
): Promise<GeneratedDataset> {
  const { source, folder, options, patterns, jobs } = request
  const isExact = source.photos.every(({ masked, landmarks }) => masked || landmarks !== null)
  const finder = isExact ? null : await openSynthFaceFinder(environment)
  try {
    const wanted = recipe(source, options, finder?.version ?? null)
    const there = await readDerived(folder)
    if (there === null && (await stat(folder).catch(() => null)) !== null) throw taken(folder)
    if (there !== null) {
      if (canonicalJson(recipeOf(there)) !== canonicalJson(wanted)) throw taken(folder)
      return { folder, counts: there.counts, summary: null }
    }
    const growing = `${folder}.generating`
    await writeBarePhotos(source, growing, work)
    const plan = await planSynth({
      ...{ input: join(growing, derivedFolders.bare), output: join(growing, derivedFolders.masked) },
      ...{ options, patterns, faceList: isExact ? await writeExactFaces(source, growing) : null },
    })
    const summary = await runSynth(plan, { finder, jobs, ...work })
    const prints = Object.fromEntries(plan.patterns.map(({ name, sha256 }) => [name, sha256]))
    const counts = await writeLists(source, growing, summary)
    const derived: Derived = { version: 1, ...wanted, patterns: prints, counts }
    await writeAtomically(join(growing, 'derived.json'), Buffer.from(`${JSON.stringify(derived, null, 2)}\n`))
    await rename(growing, folder)
    return { folder, counts, summary }
  } finally {
    await finder?.close()
  }
}

async function writeLists(source: Dataset, growing: string, summary: SynthSummary): Promise<Derived['counts']> {
  const drawn = await readDrawn(join(growing, derivedFolders.masked))
  if (drawn.size === 0) {
    throw new DatasetError({
      code: 'bad-derived',
      message: `Expected photos of ${source.name} to draw masks on but none of ${summary.pictures} got one`,
      details: { source: source.name },
    })
  }
  const { labels, pairs, lostPairs } = derivedLists(source, drawn)
  await writeAtomically(join(growing, 'labels.csv'), Buffer.from(labels))
  if (pairs !== null) await writeAtomically(join(growing, 'pairs.csv'), Buffer.from(pairs))
  return {
    bare: summary.pictures,
    masked: drawn.size,
    failed: summary.failed,
    failures: Object.fromEntries(summary.failures.map(({ reason, count }) => [reason, count])),
    pairs: source.pairs === null ? null : source.pairs.length - lostPairs,
    lostPairs,
  }
}

function recipe({ name, checksum }: Dataset, options: SynthOptions, finder: string | null) {
  return {
    source: { name, checksum },
    generator: { name: 'mask-the-face' as const, version: generatorVersion, finder },
    options,
  }
}

function recipeOf({ source, generator, options }: Derived) {
  return { source, generator, options }
}

async function readDerived(folder: string): Promise<Derived | null> {
  const text = await readFile(join(folder, 'derived.json'), 'utf8').catch(() => null)
  return text === null ? null : DerivedSchema.parse(JSON.parse(text))
}

function taken(folder: string): DatasetError {
  return new DatasetError({
    code: 'bad-derived',
    message: `Expected ${folder} to be free, or to hold the set that is asked for, but something else is there. Choose another name`,
    details: { folder },
  })
}

/** Photos that are there with their size stay: they were written in one step. */
async function writeBarePhotos(source: Dataset, root: string, { signal, onProgress, clockMs }: FileWork) {
  const photos = source.photos.filter(({ masked }) => !masked)
  const meter = createProgressMeter('copy photos', photos.length, onProgress, clockMs)
  meter.skip(0)
  for (const photo of photos) {
    throwIfCancelled(signal)
    const path = join(root, derivedId('bare', photo))
    if ((await stat(path).catch(() => null)) === null) {
      await mkdir(dirname(path), { recursive: true })
      await writeAtomically(path, await photo.load())
      meter.advance(1)
    } else {
      meter.skip(1)
    }
  }
}

/** The face list of a source that knows its landmarks. */
async function writeExactFaces({ photos }: Dataset, growing: string): Promise<string> {
  const path = join(growing, 'faces.jsonl')
  const lines = photos.flatMap(({ id, masked, landmarks }) =>
    masked || landmarks === null ? [] : [`${JSON.stringify({ file: id, ibug68: [...landmarks.ibug68.points] })}\n`],
  )
  await writeAtomically(path, Buffer.from(lines.join('')))
  return path
}

/** What was drawn on the face of each photo, by its id in the source. */
async function readDrawn(folder: string): Promise<Map<string, Record<string, string>>> {
  const drawn = new Map<string, Record<string, string>>()
  const text = await readFile(join(folder, 'provenance.jsonl'), 'utf8')
  for (const line of text.split('\n')) {
    if (line === '') continue
    const record = JSON.parse(line) as ProvenanceLine // our own file, whole because the run has ended
    if (!record.ok) continue
    const face = record.faces.find(({ ok }) => ok)
    if (face?.ok) drawn.set(record.file, { cover: face.mask.template.type, colour: colourText(face.mask.colour) })
  }
  return drawn
}

/** As it was asked for by name, else `#rrggbb`. */
function colourText({ asked, rgb }: MaskRecord['colour']): string {
  return typeof asked === 'string' ? asked : `#${Buffer.from(rgb).toString('hex')}`
}
