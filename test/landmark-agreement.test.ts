import { readdir, readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { createFaceFinder, type Face, type HeadPose, openFaceDetector, openLandmarker } from '@maskmirror/faces'
import { decodeImage } from '@maskmirror/imaging/codec'
import { createInferenceRuntime, createModelRegistry } from '@maskmirror/inference'
import { describe, expect, test } from 'vitest'
import { chromiumPath, openBrowser, openPage, ownProblems } from './browser.ts'
import { sharedPath, temporaryFolder } from './maskmirror.ts'
import { serve, whyNotServed } from './serve.ts'

const chromium = chromiumPath()
const models = sharedPath('models/face_landmarker.task') === null ? null : sharedPath('models')
const lfw = sharedPath('data/lfw')
const rmfvd = sharedPath('data/rmfvd')
const missing = models === null || lfw === null ? 'no shared photos or landmark model' : null
const skipped = whyNotServed(chromium) ?? missing
const title = `landmarks in Node and in the browser${skipped === null ? '' : ` (skipped: ${skipped})`}`

/** The first photos of people evenly spread over the alphabet. */
async function photosOf(count: number): Promise<string[]> {
  const folder = lfw ?? ''
  const people = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory())
  const names = people.map(({ name }) => name).sort()
  const photos: string[] = []
  for (let k = 0; k < count; k++) {
    const person = names[Math.floor((k * names.length) / count)]!
    const [first] = (await readdir(`${folder}/${person}`)).filter((name) => name.endsWith('.jpg')).sort()
    photos.push(`${folder}/${person}/${first}`)
  }
  return photos
}

/** Photos of people who really wear a mask, evenly spread over the list. */
async function maskedPhotos(count: number): Promise<string[]> {
  const folder = rmfvd ?? ''
  const lines = (await readFile(`${folder}/labels.csv`, 'utf8')).trim().split(/\r?\n/).slice(1)
  const masked = lines.map((line) => line.split(',')).filter(([file, , mask]) => mask === '1' && file!.endsWith('.jpg'))
  const files = masked.map(([file]) => `${folder}/${file}`)
  return Array.from({ length: count }, (_, k) => files[Math.floor((k * files.length) / count)]!)
}

/** The largest face of each photo, by its place in the list. */
async function facesInNode(photos: readonly string[]): Promise<(Face | null)[]> {
  await using cache = await temporaryFolder()
  const registry = createModelRegistry({ directories: [models!], cacheDirectory: cache.path })
  const runtime = createInferenceRuntime({ workers: 1, threadsPerWorker: 1 })
  try {
    const detector = await openFaceDetector({ runtime, model: await registry.resolve('yunet-2026may') })
    const landmarker = await openLandmarker({ runtime, model: await registry.resolve('mediapipe-face-landmarker') })
    const finder = createFaceFinder({ detector, landmarker, policy: 'largest' })
    const faces: (Face | null)[] = []
    for (const photo of photos) {
      const found = await finder.find(await decodeImage(await readFile(photo)))
      faces.push(found.ok ? found.value : null)
    }
    return faces
  } finally {
    await runtime.close()
  }
}

interface BrowserFace {
  readonly mesh: readonly number[]
  readonly pose: HeadPose | null
}

/** Keeps what the page's workers say of faces, photo by photo. */
const keepFaces = `
  const Original = Worker
  const kept = (globalThis.keptFaces = [])
  globalThis.Worker = class extends Original {
    constructor(...args) {
      super(...args)
      this.addEventListener('message', ({ data }) => {
        const faces = data.output?.value?.faces
        if (faces !== undefined) kept.push(faces.map(({ mesh, pose }) => ({ mesh: [...mesh], pose })))
      })
    }
  }`

/** All faces of each photo as the page of faces finds them. */
async function facesInBrowser(photos: readonly string[]): Promise<BrowserFace[][]> {
  await using server = await serve({ MASKMIRROR_MODELS: models! })
  await using browser = await openBrowser(chromium!)
  const { page, problems } = await openPage(browser)
  await page.addInitScript(keepFaces)
  await page.goto(`${server.url}/faces`)
  const files = await Promise.all(
    photos.map(async (photo) => ({ name: basename(photo), mimeType: 'image/jpeg', buffer: await readFile(photo) })),
  )
  await page.locator('input[type=file]').setInputFiles(files)
  await expect.poll(() => page.evaluate('keptFaces.length'), { timeout: 400_000, interval: 500 }).toBe(photos.length)
  expect(ownProblems(problems)).toEqual([])
  return await page.evaluate<BrowserFace[][]>('keptFaces')
}

const distance = (a: ArrayLike<number>, b: ArrayLike<number>, point: number) =>
  Math.hypot(a[2 * point]! - b[2 * point]!, a[2 * point + 1]! - b[2 * point + 1]!)

/** Mean distance of all points, in distances between the middles of the irises. */
function disagreement(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [left, right] = [468, 473]
  const eyes = Math.hypot(a[2 * right]! - a[2 * left]!, a[2 * right + 1]! - a[2 * left + 1]!)
  let sum = 0
  for (let point = 0; point < 478; point++) sum += distance(a, b, point)
  return sum / 478 / eyes
}

const middle = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!

/** The faces that Node found, each with the closest one of the browser on the same photo. */
function paired(inNode: readonly (Face | null)[], inBrowser: readonly (readonly BrowserFace[])[]) {
  return inNode.flatMap((face, i) => {
    if (face === null) return []
    const closest = inBrowser[i]!.map((found) => ({ face, found, apart: disagreement(face.mesh.points, found.mesh) }))
    return closest.sort((a, b) => a.apart - b.apart).slice(0, 1)
  })
}

describe.skipIf(skipped !== null)(title, { timeout: 480_000 }, () => {
  test('lie within a hundredth of the eye distance, and poses within degrees', async () => {
    const photos = await photosOf(55)
    const inNode = await facesInNode(photos)
    const inBrowser = await facesInBrowser(photos)
    const pairs = paired(inNode, inBrowser)
    // both find the same face on all photos but one or two
    const same = pairs.filter(({ apart }) => apart < 0.1)
    expect(same.length).toBeGreaterThanOrEqual(53)
    const apart = same.map((pair) => pair.apart)
    expect(apart.reduce((a, b) => a + b, 0) / apart.length).toBeLessThan(0.01)
    expect(apart.filter((value) => value < 0.01).length / apart.length).toBeGreaterThan(0.85)
    for (const [angle, degrees] of [
      ['yawDeg', 2],
      ['pitchDeg', 2],
      ['rollDeg', 1],
    ] as const) {
      const differences = same.map(({ face, found }) => Math.abs(face.pose![angle] - found.pose![angle]))
      expect(middle(differences), angle).toBeLessThan(degrees)
    }
  })

  const noMasks = rmfvd === null ? ' (skipped: no shared photos of masked faces)' : ''
  test.skipIf(rmfvd === null)(`both find nearly the same masked faces, and place them alike${noMasks}`, async () => {
    const photos = await maskedPhotos(64)
    const inNode = await facesInNode(photos)
    const inBrowser = await facesInBrowser(photos)
    const found = inNode.filter((face) => face !== null).length
    const same = paired(inNode, inBrowser).filter(({ apart }) => apart < 0.25)
    const apart = same.map((pair) => pair.apart)
    expect(found).toBeGreaterThanOrEqual(60)
    expect(same.length).toBeGreaterThanOrEqual(0.95 * found)
    expect(middle(apart)).toBeLessThan(0.02)
  })
})
