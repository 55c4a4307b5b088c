import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { createLandmarks, type Image, type Landmarks } from '@maskmirror/core'
import { generatePicture } from '@maskmirror/datasets'
import { alignFace } from '@maskmirror/faces'
import { decodeRaw, rasteriseSvg } from '@maskmirror/imaging/codec'
import { applyAffine } from '@maskmirror/imaging/geometry'
import { createMaskTemplates, drawMask } from '@maskmirror/mask-the-face'
import { type CompatMasker, createCompatMasker, loadCompatAssets } from '@maskmirror/mask-the-face/compat'
import type { Benchmark } from './benchmark.ts'
import { median, type Pace, paceOf } from './measurement.ts'

/**
 * What the original takes for one `surgical` mask with picture and landmarks in memory: OpenCV 4.6, one thread, measured
 * once on another day, six points included. A quotient with it compares two moments, not two programs side by side.
 */
const originalMs = { 112: 12 + 2.2, 512: 15 + 2.2 } as const

const rounds = 9
/** Short, so that a round falls between what else the machine does. */
const masksPerRound = { 112: 100, 512: 20 } as const

interface MaskMeasurement {
  readonly name: string
  readonly rounds: readonly Pace[]
  readonly median: Pace
  /** The least disturbed round. */
  readonly best: Pace
  /** Milliseconds of the original divided by processor milliseconds here. */
  readonly timesOriginal: { readonly median: number; readonly best: number }
  readonly settings: Readonly<Record<string, string | number>>
}

export const benchmark: Benchmark = {
  name: 'mask-the-face',
  description:
    'masks a second on one core, one surgical mask on an aligned face in memory, six points and light included',
  run: async (print) => {
    const templates = await createMaskTemplates(rasteriseSvg)
    const { image, landmarks } = await generatePicture({ seed: 'bench', person: 'a', picture: 0 })
    const compat = await openCompat()
    const measurements: MaskMeasurement[] = []
    for (const size of [112, 512] as const) {
      const { crop, toCrop } = alignFace(image, landmarks.arcface5, { size })
      const points = createLandmarks('ibug68', applyAffine(toCrop, landmarks.ibug68.points))
      const bare = { brightness: false, saturation: false, sharpness: false, shadow: false }
      const ways: Record<string, () => unknown> = {
        default: () => drawMask(crop, points, { templates, type: 'surgical', colour: 'light-blue' }),
        'default, nothing matched': () =>
          drawMask(crop, points, { templates, type: 'surgical', colour: 'light-blue', match: bare }),
      }
      if (compat !== null) ways.compatible = () => maskAsOriginal(compat, crop, points)
      for (const [way, draw] of Object.entries(ways)) {
        const measurement = await measure(`${way}, ${size}×${size}`, size, draw)
        measurements.push(measurement)
        const show = ({ picturesPerSecond, cpuMs }: Pace) =>
          `${picturesPerSecond.toFixed(0).padStart(6)}/s ${cpuMs.toFixed(3)} cpu ms`
        const { median: middle, best, timesOriginal } = measurement
        print(
          `${measurement.name.padEnd(36)} median ${show(middle)} (${timesOriginal.median.toFixed(1)}×)   best ${show(best)} (${timesOriginal.best.toFixed(1)}×)`,
        )
      }
    }
    return { measurements }
  },
}

async function measure(name: string, size: 112 | 512, draw: () => unknown): Promise<MaskMeasurement> {
  const count = masksPerRound[size]
  const paces: Pace[] = []
  for (let round = 0; round <= rounds; round++) {
    const pace = await paceOf(count, async () => {
      for (let i = 0; i < count; i++) await draw()
    })
    if (round > 0) paces.push(pace) // the first warms up
  }
  const middle: Pace = {
    picturesPerSecond: median(paces.map((pace) => pace.picturesPerSecond)),
    cpuMs: median(paces.map((pace) => pace.cpuMs)),
  }
  const best = paces.reduce((a, b) => (b.cpuMs < a.cpuMs ? b : a))
  const original = originalMs[size]
  return {
    name,
    rounds: paces,
    median: middle,
    best,
    timesOriginal: { median: original / middle.cpuMs, best: original / best.cpuMs },
    settings: { size, masks: count, originalMs: original },
  }
}

async function maskAsOriginal(masker: CompatMasker, image: Image, landmarks: Landmarks): Promise<void> {
  const look = { pattern: '', patternWeight: 0.5, colour: '', colourWeight: 0.5 }
  const drawn = await masker.maskPicture(image, [landmarks], { type: 'surgical', ...look })
  if (!drawn.ok) throw new Error(`the generated face can be masked: ${drawn.reason}, ${drawn.detail}`)
}

/** @returns null when MASKMIRROR_SHARED (default ../shared beside the project) lacks the original's templates */
async function openCompat(): Promise<CompatMasker | null> {
  const shared = process.env.MASKMIRROR_SHARED ?? resolve(import.meta.dirname, '../../shared')
  const folder = resolve(shared, 'data', 'masktheface-assets')
  if (!existsSync(folder)) return null
  const assets = await loadCompatAssets({
    readText: async (path) => readFileSync(resolve(folder, path), 'utf8'),
    readImage: async (path) =>
      existsSync(resolve(folder, path)) ? decodeRaw(readFileSync(resolve(folder, path)), { orient: false }) : null,
    list: async () => [],
  })
  return createCompatMasker(assets)
}
