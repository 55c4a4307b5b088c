import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { succeeded } from '@maskmirror/core'
import { decodeImage } from '@maskmirror/imaging/codec'
import { applyAffine, similarityFromPoints } from '@maskmirror/imaging/geometry'
import {
  createInferenceRuntime,
  createModelRegistry,
  embedStream,
  mapInOrder,
  openEmbedder,
} from '@maskmirror/inference'
import { describe, expect, test } from 'vitest'
import {
  alignFace,
  arcfaceTemplate,
  chooseFace,
  createFaceFinder,
  type Face,
  openFaceDetector,
  openLandmarker,
} from '#index.ts'
import { meanShape68 } from '#landmarks/mean-shape.ts'
import { sharedFolder } from './shared-folder.ts'

const shared = sharedFolder ?? ''

async function realParts() {
  const cache = await mkdtemp(join(tmpdir(), 'maskmirror-faces-'))
  const registry = createModelRegistry({ directories: [join(shared, 'models')], cacheDirectory: cache })
  const runtime = createInferenceRuntime()
  const detector = await openFaceDetector({ runtime, model: await registry.resolve('yunet-2026may') })
  const landmarker = await openLandmarker({ runtime, model: await registry.resolve('mediapipe-face-landmarker') })
  return {
    registry,
    runtime,
    detector,
    finder: createFaceFinder({ detector, landmarker }),
    [Symbol.asyncDispose]: async () => {
      await runtime.close()
      await rm(cache, { recursive: true })
    },
  }
}

const read = async (file: string) => decodeImage(await readFile(join(shared, 'data', file)))

/** Every nth photo of LFW, one a person. */
async function lfwPhotos(count: number): Promise<string[]> {
  const people = (await readdir(join(shared, 'data', 'lfw'))).filter((name) => !name.includes('.')).sort()
  const step = Math.floor(people.length / count)
  return people
    .filter((_, i) => i % step === 0)
    .slice(0, count)
    .map((name) => `lfw/${name}/${name}_0001.jpg`)
}

describe.skipIf(sharedFolder === null)(
  'on real photos (skipped: needs ../shared/models and ../shared/data)',
  {
    timeout: 60_000,
  },
  () => {
    test('bare faces are found with a mesh that agrees with the detector, and their mean is the template', async () => {
      await using parts = await realParts()
      const faces: Face[] = []
      const available = await lfwPhotos(90)
      for await (const found of mapInOrder(available, 4, async (file) => {
        const image = await read(file).catch(() => null) // not everybody's first photo is in the subset
        return image && parts.finder.find(image)
      })) {
        if (found === null) continue
        expect(found.ok).toBe(true)
        if (found.ok) faces.push(found.value)
      }
      expect(faces.length).toBeGreaterThan(50)
      expect(faces.every(({ landmarkMethod }) => landmarkMethod === 'mesh')).toBe(true)
      const disagreements = faces.map(({ disagreement }) => disagreement).sort((a, b) => a - b)
      expect(disagreements[Math.floor(disagreements.length / 2)]).toBeLessThan(0.13)

      const mean = new Float64Array(136)
      let frontal = 0
      for (const { points5, landmarks68 } of faces) {
        const toTemplate = similarityFromPoints(points5.points, arcfaceTemplate.points)
        const [ax, , bx, , nose, , cx, , dx] = applyAffine(toTemplate, points5.points) as unknown as number[]
        // the nose tip is in the middle within 5 % of the eye distance
        if (Math.abs(nose! - (ax! + bx! + cx! + dx!) / 4) > 0.05 * (bx! - ax!)) continue
        frontal++
        applyAffine(toTemplate, landmarks68.points).forEach((value, i) => {
          mean[i]! += value
        })
      }
      expect(frontal).toBeGreaterThan(10)
      // a few dozen people against 515: their mean may differ by a few pixels at the jaw
      const distances = Array.from({ length: 68 }, (_, k) =>
        Math.hypot(
          mean[2 * k]! / frontal - meanShape68.points[2 * k]!,
          mean[2 * k + 1]! / frontal - meanShape68.points[2 * k + 1]!,
        ),
      )
      expect(Math.max(...distances)).toBeLessThan(5)
      expect(distances.reduce((a, b) => a + b, 0) / 68).toBeLessThan(2)
    })

    test('nearly all really masked faces are found, most with a mesh', async () => {
      await using parts = await realParts()
      const lines = (await readFile(join(shared, 'data', 'rmfvd', 'labels.csv'), 'utf8')).trim().split(/\r?\n/).slice(1)
      const masked = lines.map((line) => line.split(',')).filter((columns) => columns[2] === '1')
      const photos = masked.filter(([file], i) => i % 13 === 0 && /\.(jpe?g|png)$/.test(file!)).map(([file]) => file!)
      let found = 0
      let mesh = 0
      for await (const outcome of mapInOrder(photos, 4, async (file) =>
        parts.finder.find(await read(`rmfvd/${file}`)),
      )) {
        if (outcome.ok) found++
        if (outcome.ok && outcome.value.landmarkMethod === 'mesh') mesh++
      }
      expect(photos.length).toBeGreaterThan(30)
      expect(found / photos.length).toBeGreaterThan(0.95)
      expect(mesh / photos.length).toBeGreaterThan(0.9)
    })

    test('MobileFaceNet on our crops tells people of LFW apart', async () => {
      await using parts = await realParts()
      const embedder = await openEmbedder({
        runtime: parts.runtime,
        model: await parts.registry.resolve('mobilefacenet'),
      })
      const lines = (await readFile(join(shared, 'data', 'lfw', 'pairs.txt'), 'utf8')).trim().split(/\r?\n/).slice(1)
      const name = (person: string, number: string) => `lfw/${person}/${person}_${number.padStart(4, '0')}.jpg`
      const pairs = lines
        .filter((_, i) => i % 16 === 0)
        .map((line) => {
          const [a = '', i = '', b = '', j] = line.split('\t')
          return { a: name(a, i), b: j === undefined ? name(a, b) : name(b, j), genuine: j === undefined }
        })
      const files = [...new Set(pairs.flatMap(({ a, b }) => [a, b]))]
      const rows = new Map<string, Float32Array>()
      const load = async (file: string) => {
        const image = await read(file)
        const chosen = chooseFace((await parts.detector.detect(image)).faces, image)
        return chosen.ok ? succeeded(alignFace(image, chosen.value.points5).crop) : chosen
      }
      for await (const { item, outcome } of embedStream(embedder, files, load, { concurrency: 4 })) {
        if (outcome.ok) rows.set(item, outcome.value)
      }
      expect(rows.size).toBe(files.length)
      const scores = pairs.map(({ a, b, genuine }) => {
        const [x, y] = [rows.get(a)!, rows.get(b)!]
        return { genuine, score: x.reduce((sum, value, k) => sum + value * y[k]!, 0) }
      })
      // the threshold of the models' notes; the error there is about 1 %
      const wrong = scores.filter(({ genuine, score }) => genuine !== score >= 0.264)
      expect(pairs.length).toBe(150)
      expect(wrong.length).toBeLessThanOrEqual(6)
    })
  },
)
