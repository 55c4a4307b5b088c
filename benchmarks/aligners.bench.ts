import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createLandmarks } from '@maskmirror/core'
import { compareSettings, type SettingComparisons } from '@maskmirror/evaluation'
import { bootstrapPeople } from '@maskmirror/evaluation/bootstrap'
import {
  alignFace,
  arcface5FromMediapipe478,
  chooseFace,
  createFaceFinder,
  openFaceDetector,
  openLandmarker,
} from '@maskmirror/faces'
import { mirrorImage } from '@maskmirror/imaging'
import {
  createInferenceRuntime,
  createModelRegistry,
  type Embedder,
  type InferenceRuntime,
  type ModelRegistry,
  openEmbedder,
} from '@maskmirror/inference'
import type { Benchmark } from './benchmark.ts'
import { type Detected, detectedFaces, type NamedPhoto, readPicture } from './detected-faces.ts'
import { keptAnswers } from './kept-answers.ts'
import { findMaskPhotos } from './mask-decision-photos.ts'

/** The aligner that runs and commands use, as far as the mesh can be trusted. */
const usual = 'YuNet and Face Landmarker'

interface Aligner {
  /** Everything that the points follow from. */
  readonly version: string
  /** Five points of the central face of a photo; null where none was found. */
  points(name: string): readonly number[] | null
}

export const benchmark: Benchmark = {
  name: 'aligners',
  description:
    'how well MobileFaceNet tells the people of LFW apart (4 of 10 folds, 2400 pairs) with the points of each aligner',
  run: async (print) => {
    const found = findMaskPhotos()
    if (found === null) return { missing: 'lfw, rmfvd, rmfrd and the models of MASKMIRROR_SHARED' }
    const photos = found.photos
      .filter(({ set }) => set === 'lfw')
      .map(({ file, path }): NamedPhoto => ({ name: `lfw/${file}`, path }))
    const cacheDirectory = join(tmpdir(), 'maskmirror-bench-converted')
    const registry = createModelRegistry({ directories: [found.models], cacheDirectory })
    const runtime = createInferenceRuntime()
    try {
      const aligners = await alignersOf(runtime, registry, photos, print)
      const embedder = await openEmbedder({ runtime, model: await registry.resolve('mobilefacenet') })
      const { pairs, folds } = readPairs(resolve(found.models, '../data/lfw/pairs.txt'))
      const settings: SettingComparisons[] = []
      for (const [name, aligner] of Object.entries(aligners)) {
        const rows = await embedded(embedder, aligner, photos, print)
        const comparisons = pairs.map(({ a, b, genuine }, pairIndex) => {
          const [x, y] = [rows.get(a) ?? null, rows.get(b) ?? null]
          const outcome =
            x === null || y === null
              ? ({ ok: false, side: x === null ? 'reference' : 'probe', reason: 'no-face' } as const)
              : { ok: true as const, score: x.reduce((sum, value, k) => sum + value * y[k]!, 0) }
          return { pairIndex, genuine, outcome }
        })
        settings.push({ setting: `system:${name}`, comparisons })
      }
      const people = pairs.map(({ a, b }) => ({ reference: personOf(a), probe: personOf(b) }))
      return { measurements: measure(settings, people, folds, print) }
    } finally {
      await runtime.close()
    }
  },
}

async function alignersOf(
  runtime: InferenceRuntime,
  registry: ModelRegistry,
  photos: readonly NamedPhoto[],
  print: (line: string) => void,
): Promise<Readonly<Record<string, Aligner>>> {
  const names = photos.map(({ name }) => name)
  const pathOf = new Map(photos.map(({ name, path }) => [name, path]))
  const central = async (card: string): Promise<Aligner> => {
    const detector = await openFaceDetector({ runtime, model: await registry.resolve(card) })
    const answers = await detectedFaces(detector, photos, print)
    return { version: detector.version, points: (name) => centralPoints(answers.get(name) ?? null) }
  }
  const detector = await openFaceDetector({ runtime, model: await registry.resolve('yunet-2026may') })
  const landmarker = await openLandmarker({ runtime, model: await registry.resolve('mediapipe-face-landmarker') })
  const finder = createFaceFinder({ detector, landmarker })
  const ofMesh = async (name: string) => {
    const image = await readPicture(pathOf.get(name)!)
    const face = image === null ? null : await finder.find(image)
    return face?.ok ? [...arcface5FromMediapipe478(face.value.mesh).points] : null
  }
  const inMirror = async (name: string) => {
    const image = await readPicture(pathOf.get(name)!)
    if (image === null) return null
    const face = chooseFace((await detector.detect(mirrorImage(image))).faces, image)
    if (!face.ok) return null
    const { points } = face.value.points5
    return [1, 0, 2, 4, 3].flatMap((k) => [image.width - 1 - points[2 * k]!, points[2 * k + 1]!])
  }
  const meshes = await keptAnswers(`mesh-points-${finder.version}`, names, ofMesh, print)
  const mirrored = await keptAnswers(`in-a-mirror-${detector.name}-${detector.version}`, names, inMirror, print)
  const mesh: Aligner = { version: finder.version, points: (name) => meshes.get(name) ?? null }
  const mirror: Aligner = { version: `mirror/${detector.version}`, points: (name) => mirrored.get(name) ?? null }
  const yunet = await central('yunet-2026may')
  return {
    YuNet: yunet,
    MTCNN: await central('mtcnn'),
    SCRFD: await central('scrfd-500m'),
    'Face Landmarker': mesh,
    'YuNet and in a mirror': meanOf(yunet, mirror),
    [usual]: meanOf(yunet, mesh),
  }
}

function centralPoints(seen: Detected): readonly number[] | null {
  if (seen === null) return null
  const faces = seen.faces.map(({ score, box, points5 }) => {
    return { score, box, points5: createLandmarks('arcface5', [...points5]), maskProbability: null }
  })
  const face = chooseFace(faces, seen)
  return face.ok ? [...face.value.points5.points] : null
}

function meanOf(first: Aligner, second: Aligner): Aligner {
  return {
    version: `mean/${first.version}/${second.version}`,
    points: (name) => {
      const [a, b] = [first.points(name), second.points(name)]
      return a === null || b === null ? (a ?? b) : a.map((value, k) => (value + b[k]!) / 2)
    },
  }
}

/** Unit rows of the photos; null where no face was found. */
function embedded(
  embedder: Embedder,
  aligner: Aligner,
  photos: readonly NamedPhoto[],
  print: (line: string) => void,
): Promise<ReadonlyMap<string, readonly number[] | null>> {
  const pathOf = new Map(photos.map(({ name, path }) => [name, path]))
  const embed = async (name: string) => {
    const points = aligner.points(name)
    const image = points === null ? null : await readPicture(pathOf.get(name)!)
    if (image === null || points === null) return null
    return [...(await embedder.embed([alignFace(image, createLandmarks('arcface5', [...points])).crop]))]
  }
  const hash = createHash('sha256').update(aligner.version).digest('hex').slice(0, 16)
  return keptAnswers(`embedded-${embedder.name}-${embedder.version}-${hash}`, [...pathOf.keys()], embed, print)
}

interface Pair {
  readonly a: string
  readonly b: string
  readonly genuine: boolean
}

/** LFW's pairs.txt: each fold has as many genuine pairs as impostor pairs, the genuine ones first. */
function readPairs(path: string): { pairs: Pair[]; folds: number[] } {
  const [head = '', ...lines] = readFileSync(path, 'utf8').trim().split(/\r?\n/)
  const [, ofEachKind = 0] = head.split('\t').map(Number)
  const nameOf = (person: string, number: string) => `lfw/${person}/${person}_${number.padStart(4, '0')}.jpg`
  const pairs = lines.map((line): Pair => {
    const [person = '', first = '', second = '', third] = line.split('\t')
    return third === undefined
      ? { a: nameOf(person, first), b: nameOf(person, second), genuine: true }
      : { a: nameOf(person, first), b: nameOf(second, third), genuine: false }
  })
  return { pairs, folds: pairs.map((_, i) => Math.floor(i / (2 * ofEachKind))) }
}

function personOf(name: string): string {
  return name.split('/')[1]!
}

function measure(
  settings: readonly SettingComparisons[],
  people: readonly { reference: string; probe: string }[],
  folds: readonly number[],
  print: (line: string) => void,
): object[] {
  const table = compareSettings({ settings, people, folds })
  const numbers = new Map(
    [...new Set(people.flatMap(({ reference, probe }) => [reference, probe]))].map((name, i) => [name, i]),
  )
  const certainty = bootstrapPeople({
    genuine: Uint8Array.from(people, ({ reference, probe }) => (reference === probe ? 1 : 0)),
    reference: Int32Array.from(people, ({ reference }) => numbers.get(reference)!),
    probe: Int32Array.from(people, ({ probe }) => numbers.get(probe)!),
    settings: settings.map(({ setting, comparisons }) => ({
      id: setting,
      scores: Float64Array.from(comparisons, ({ outcome }) => (outcome.ok ? outcome.score : Number.NaN)),
      thresholds: [],
    })),
    differences: settings
      .filter(({ setting }) => setting !== `system:${usual}`)
      .map(({ setting }) => ({ a: setting, b: `system:${usual}` })),
    targets: [0.01],
    seed: 'aligners',
  })
  return table.settings.map(({ setting, accuracy, failed: without }) => {
    const { scored } = certainty.settings.find(({ id }) => id === setting)!
    const difference = certainty.differences.find(({ a }) => a === setting)
    const aligner = setting.slice('system:'.length)
    const perFold = accuracy!.perFold.map((fold) => fold.accuracy)
    const mean = perFold.reduce((sum, value) => sum + value, 0) / perFold.length
    const spread = Math.sqrt(perFold.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (perFold.length - 1))
    const standardError = spread / Math.sqrt(perFold.length)
    const fnmr = scored.fnmrAtFmr[0]!.estimate
    print(
      `${aligner.padEnd(26)} accuracy ${(mean * 100).toFixed(2)} ± ${(standardError * 100).toFixed(2)} %   EER ${shown(scored.eer)}   FNMR at FMR 1 % ${shown(fnmr)}`,
    )
    return {
      aligner,
      usual: aligner === usual,
      pairsWithoutFace: without,
      accuracy: { mean, standardError, perFold: accuracy!.perFold },
      eer: scored.eer,
      fnmrAtFmr100: fnmr,
      eerLessUsual: difference?.common.eer ?? null,
    }
  })
}

function shown(rate: { value: number; low: number; high: number } | null): string {
  if (rate === null) return 'not known'
  const [value, low, high] = [rate.value, rate.low, rate.high].map((part) => (part * 100).toFixed(2))
  return `${value} % [${low}, ${high}]`
}
