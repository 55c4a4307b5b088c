import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createImage, type Image } from '@maskmirror/core'
import { cropImage, resizeImage, toRgb, turnImage } from '@maskmirror/imaging'
import { decodeImage, encodeJpeg } from '@maskmirror/imaging/codec'
import { createInferenceRuntime, createModelRegistry } from '@maskmirror/inference'
import { describe, expect, test } from 'vitest'
import { type FaceDetection, openFaceDetector } from '#index.ts'
import { sharedFolder } from './shared-folder.ts'

const shared = sharedFolder ?? ''

async function realDetector(card: string, options: { maxSide?: number; anyOrientation?: boolean } = {}) {
  const cache = await mkdtemp(join(tmpdir(), 'maskmirror-faces-'))
  const registry = createModelRegistry({ directories: [join(shared, 'models')], cacheDirectory: cache })
  const runtime = createInferenceRuntime({ ownThread: true, threadsPerWorker: 1 })
  const detector = await openFaceDetector({ runtime, model: await registry.resolve(card), ...options })
  return {
    detect: detector.detect,
    [Symbol.asyncDispose]: async () => {
      await runtime.close()
      await rm(cache, { recursive: true })
    },
  }
}

/** First photos of people of LFW, evenly over the names; 250×250. */
async function people(count: number): Promise<Image[]> {
  const names = (await readdir(join(shared, 'data', 'lfw'))).filter((name) => !name.includes('.')).sort()
  const step = Math.floor(names.length / count)
  const chosen = names.filter((_, i) => i % step === 0).slice(0, count)
  return Promise.all(
    chosen.map(async (name) => {
      const folder = join(shared, 'data', 'lfw', name)
      return toRgb(await decodeImage(await readFile(join(folder, (await readdir(folder)).sort()[0]!))))
    }),
  )
}

/** Where LFW's deep funnel puts a face, about. */
const face = { x: 83, y: 78, width: 84, height: 94 }

function place(on: Image, picture: Image, x: number, y: number): void {
  for (let row = 0; row < picture.height; row++) {
    const pixels = picture.data.subarray(row * picture.width * 3, (row + 1) * picture.width * 3)
    on.data.set(pixels, ((y + row) * on.width + x) * 3)
  }
}

function distanceTo({ box }: FaceDetection, x: number, y: number): number {
  return Math.hypot(box.x + box.width / 2 - x, box.y + box.height / 2 - y)
}

/** The face whose centre is nearest to the middle of a picture. */
function central(faces: readonly FaceDetection[], { width, height }: Image): FaceDetection | undefined {
  return faces.toSorted((a, b) => distanceTo(a, width / 2, height / 2) - distanceTo(b, width / 2, height / 2))[0]
}

/** Mean distance of five points in eye distances of the first. */
function meanDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < 10; i += 2) sum += Math.hypot(a[i]! - b[i]!, a[i + 1]! - b[i + 1]!)
  return sum / 5 / Math.hypot(a[2]! - a[0]!, a[3]! - a[1]!)
}

/** A JPEG file that says how it is to be turned: an Exif segment of one entry after the file's first marker. */
function withOrientation(jpeg: Uint8Array, orientation: number): Uint8Array {
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0]
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
  const segment = [0xff, 0xe1, 0, exif.length + tiff.length + 2, ...exif, ...tiff]
  return Uint8Array.from([...jpeg.subarray(0, 2), ...segment, ...jpeg.subarray(2)])
}

describe.skipIf(sharedFolder === null)(
  'detectors on real photos (skipped: needs ../shared/models and ../shared/data)',
  { timeout: 120_000 },
  () => {
    test.each(['scrfd-500m', 'mtcnn'])('%s finds what YuNet finds, with about the same points', async (card) => {
      await using yunet = await realDetector('yunet-2026may')
      await using other = await realDetector(card)
      for (const photo of await people(8)) {
        const expected = central((await yunet.detect(photo)).faces, photo)!
        const found = central((await other.detect(photo)).faces, photo)!
        expect(meanDistance(expected.points5.points, found.points5.points)).toBeLessThan(0.25)
      }
    })

    test.each([16, 20, 28])('faces of %s pixels', async (side) => {
      await using detector = await realDetector('yunet-2026may')
      for (const photo of await people(6)) {
        const small = resizeImage(photo, Math.round((250 * side) / 90), Math.round((250 * side) / 90))
        const scene = createImage(320, 240, 3, new Uint8ClampedArray(320 * 240 * 3).fill(128))
        place(scene, small, 200, 100)
        const { faces } = await detector.detect(scene)
        const middle = small.width / 2
        expect(Math.min(...faces.map((one) => distanceTo(one, 200 + middle, 100 + middle)))).toBeLessThan(side / 2)
      }
    })

    test('faces that fill a large picture, and half of one at the border', async () => {
      await using detector = await realDetector('yunet-2026may')
      for (const photo of await people(6)) {
        const large = resizeImage(cropImage(photo, face), 900, 1000)
        expect((await detector.detect(large)).faces).toHaveLength(1)
        const x = face.x + face.width / 2
        const cut = cropImage(photo, { x, y: 0, width: 250 - x, height: 250 })
        const [half] = (await detector.detect(cut)).faces
        expect(half!.box.x).toBeLessThan(face.width / 4)
      }
    })

    test.each([1, 2, 3] as const)('photos turned by %s quarters, when asked to', async (quarters) => {
      await using upright = await realDetector('yunet-2026may')
      await using any = await realDetector('yunet-2026may', { anyOrientation: true })
      for (const photo of await people(6)) {
        const expected = central((await upright.detect(photo)).faces, photo)!
        let points: number[] = [...central((await any.detect(turnImage(photo, quarters))).faces, photo)!.points5.points]
        for (let quarter = quarters; quarter < 4; quarter++) {
          points = points.map((_, i) => (i % 2 === 0 ? 249 - points[i + 1]! : points[i - 1]!))
        }
        expect(meanDistance(expected.points5.points, points)).toBeLessThan(0.01)
      }
    })

    test('photos that say how they are turned', async () => {
      await using detector = await realDetector('yunet-2026may')
      const [photo] = (await people(1)) as [Image]
      const expected = central((await detector.detect(photo)).faces, photo)!
      // Exif’s 8, 3 and 6: turn back by three, two and one quarters
      for (const [quarters, orientation] of [
        [1, 8],
        [2, 3],
        [3, 6],
      ] as const) {
        const jpeg = await encodeJpeg(turnImage(photo, quarters), 98)
        const decoded = toRgb(await decodeImage(withOrientation(jpeg, orientation)))
        const found = central((await detector.detect(decoded)).faces, decoded)!
        expect(meanDistance(expected.points5.points, found.points5.points)).toBeLessThan(0.03)
      }
    })

    test('200 faces in one picture, each of them once', async () => {
      await using detector = await realDetector('yunet-2026may', { maxSide: 1280 })
      const photos = await people(200)
      const crowd = createImage(20 * 64, 10 * 64, 3)
      const middles = photos.map((_, i) => [(i % 20) * 64 + 32, Math.floor(i / 20) * 64 + 32] as const)
      for (const [i, photo] of photos.entries()) {
        place(crowd, resizeImage(photo, 64, 64), middles[i]![0] - 32, middles[i]![1] - 32)
      }
      const { faces } = await detector.detect(crowd)
      const counts = middles.map(([x, y]) => faces.filter((one) => distanceTo(one, x, y) < 10).length)
      expect(counts.filter((count) => count > 1)).toEqual([])
      expect(counts.filter((count) => count === 1).length).toBeGreaterThanOrEqual(198)
    })
  },
)
