import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createLandmarks, type Image, type Landmarks } from '@maskmirror/core'
import { generatePicture } from '@maskmirror/datasets'
import { alignFace } from '@maskmirror/faces'
import { decodeRaw, rasteriseSvg } from '@maskmirror/imaging/codec'
import { applyAffine } from '@maskmirror/imaging/geometry'
import { createMaskTemplates, drawMask } from '@maskmirror/mask-the-face'
import { type CompatMasker, createCompatMasker, loadCompatAssets } from '@maskmirror/mask-the-face/compat'
import type { Benchmark } from './benchmark.ts'
import { type OpencvMasker, openOpencvMasker } from './mask-the-face-opencv.ts'
import { median, type Pace, paceOf } from './measurement.ts'

const rounds = 9
/** Short, so that a round falls between what else the machine does. */
const masksPerRound = { 112: 100, 512: 20 } as const
/** Of the original's arithmetic, some ten times as slow. */
const opencvMasksPerRound = 10

interface MaskMeasurement {
  readonly name: string
  readonly rounds: readonly Pace[]
  readonly median: Pace
  /** Processor milliseconds of the original's arithmetic for the same picture and landmarks, in the same rounds; null without OpenCV. */
  readonly original: { readonly cpuMs: readonly number[]; readonly median: number } | null
  /** The original's divided by ours, within each round; the median. */
  readonly timesOriginal: number | null
  readonly settings: Readonly<Record<string, string | number>>
}

export const benchmark: Benchmark = {
  name: 'mask-the-face',
  description:
    'one surgical mask on an aligned face in memory, six points and light included, against the original’s arithmetic in OpenCV on one thread, in turns',
  run: async (print) => {
    const shared = process.env.MASKMIRROR_SHARED ?? resolve(import.meta.dirname, '../../shared')
    const assets = resolve(shared, 'data', 'masktheface-assets')
    if (!existsSync(assets)) return { missing: 'the original’s templates of ../shared (or MASKMIRROR_SHARED)' }
    const templates = await createMaskTemplates(rasteriseSvg, ['surgical'])
    const { image, landmarks } = await generatePicture({ seed: 'bench', person: 'a', picture: 0 })
    const compat = await openCompat(assets)
    const measurements: MaskMeasurement[] = []
    for (const size of [112, 512] as const) {
      const { crop, toCrop } = alignFace(image, landmarks.arcface5, { size })
      const points = createLandmarks('ibug68', applyAffine(toCrop, landmarks.ibug68.points).map(Math.round))
      const bare = { brightness: false, saturation: false, sharpness: false, shadow: false }
      const ways: Record<string, () => unknown> = {
        default: () => drawMask(crop, points, { templates, type: 'surgical', colour: 'light-blue' }),
        'default, nothing matched': () =>
          drawMask(crop, points, { templates, type: 'surgical', colour: 'light-blue', match: bare }),
        compatible: () => maskAsOriginal(compat, crop, points),
      }
      const folder = await mkdtemp(join(tmpdir(), 'maskmirror-bench-'))
      const opencv = await openOpencvMasker(crop, points, { folder, assets, masksPerRound: opencvMasksPerRound })
      try {
        if (opencv === null) print('no Python with OpenCV: ours alone')
        else await checkSameWork(opencv, await maskAsOriginal(compat, crop, points))
        for (const measurement of await measureInTurns(size, ways, opencv)) {
          measurements.push(measurement)
          const { name, median: middle, original, timesOriginal } = measurement
          const against =
            original === null ? '' : `   original ${original.median.toFixed(2)} cpu ms: ${timesOriginal!.toFixed(1)}×`
          print(
            `${name.padEnd(36)} ${middle.picturesPerSecond.toFixed(0).padStart(6)}/s ${middle.cpuMs.toFixed(3)} cpu ms${against}`,
          )
        }
      } finally {
        opencv?.close()
        await rm(folder, { recursive: true })
      }
    }
    return { measurements }
  },
}

/** Every round does each of our ways and the original's work once; the first warms up. */
async function measureInTurns(
  size: 112 | 512,
  ways: Readonly<Record<string, () => unknown>>,
  opencv: OpencvMasker | null,
): Promise<MaskMeasurement[]> {
  const count = masksPerRound[size]
  const paces = new Map(Object.keys(ways).map((way): [string, Pace[]] => [way, []]))
  const theirs: number[] = []
  for (let round = 0; round <= rounds; round++) {
    const cpuMs = opencv === null ? null : await opencv.round()
    if (cpuMs !== null && round > 0) theirs.push(cpuMs)
    for (const [way, draw] of Object.entries(ways)) {
      const pace = await paceOf(count, async () => {
        for (let i = 0; i < count; i++) await draw()
      })
      if (round > 0) paces.get(way)!.push(pace)
    }
  }
  return [...paces].map(([way, ours]) => ({
    name: `${way}, ${size}×${size}`,
    rounds: ours,
    median: {
      picturesPerSecond: median(ours.map((pace) => pace.picturesPerSecond)),
      cpuMs: median(ours.map((pace) => pace.cpuMs)),
    },
    original: opencv === null ? null : { cpuMs: theirs, median: median(theirs) },
    timesOriginal: opencv === null ? null : median(ours.map(({ cpuMs }, i) => theirs[i]! / cpuMs)),
    settings: { size, masks: count, originalMasks: opencvMasksPerRound, opencv: opencv?.version ?? 'absent' },
  }))
}

/** The two do the same work when they give the same picture, but for what two solvers of the homography differ by. */
async function checkSameWork(opencv: OpencvMasker, ours: Image): Promise<void> {
  await opencv.round()
  const theirs = await opencv.masked()
  let far = 0
  for (let i = 0; i < ours.data.length; i++) if (Math.abs(ours.data[i]! - theirs.data[i]!) > 2) far++
  if (theirs.data.length !== ours.data.length || far > 0.001 * ours.data.length) {
    throw new Error(`Expected OpenCV to give the same picture but ${far} of ${ours.data.length} values differ`)
  }
}

async function maskAsOriginal(masker: CompatMasker, image: Image, landmarks: Landmarks): Promise<Image> {
  const look = { pattern: '', patternWeight: 0.5, colour: '', colourWeight: 0.5 }
  const drawn = await masker.maskPicture(image, [landmarks], { type: 'surgical', ...look })
  if (!drawn.ok) throw new Error(`the generated face can be masked: ${drawn.reason}, ${drawn.detail}`)
  return drawn.value[0]!.image
}

async function openCompat(folder: string): Promise<CompatMasker> {
  const assets = await loadCompatAssets({
    readText: async (path) => readFileSync(resolve(folder, path), 'utf8'),
    readImage: async (path) =>
      existsSync(resolve(folder, path)) ? decodeRaw(readFileSync(resolve(folder, path)), { orient: false }) : null,
    list: async () => [],
  })
  return createCompatMasker(assets)
}
