import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import {
  FacesOptionsSchema,
  type FacesPlan,
  planFaces,
  resolveFacesModels,
  runFaces,
} from '@maskmirror/experiments/faces'
import {
  alignFace,
  createFaceFinder,
  type FaceLandmarker,
  faceQuality,
  maskCrop,
  openFaceDetector,
  openLandmarker,
  openMaskDecider,
  visibility68,
} from '@maskmirror/faces'
import { decodeImage, setCodecThreads } from '@maskmirror/imaging/codec'
import {
  createInferenceRuntime,
  createModelRegistry,
  createWarpedPreprocess,
  type FloatTensor,
  preprocess,
} from '@maskmirror/inference'
import type { Benchmark } from './benchmark.ts'
import { type Measurement, measureInTurns, median, type Pace, paceOf } from './measurement.ts'
import { findRealPhotos } from './real-photos.ts'
import type { Recording } from './recorded-runs.ts'

/** So many that compiling JavaScript in new threads weighs as little as it does in a folder. */
const pictures = 480
const rounds = 3
/** Pictures whose stages are timed one by one. */
const staged = 40

export const benchmark: Benchmark = {
  name: 'faces',
  description:
    'maskmirror faces on photos of 250×250: milliseconds of each stage, and pictures a second against the networks alone in as many threads',
  run: async (print) => {
    const found = findRealPhotos(pictures)
    if (found === null) return { missing: 'the photos and models of ../shared (or MASKMIRROR_SHARED) are not there' }
    setCodecThreads(1) // as the command does
    const folder = await mkdtemp(join(tmpdir(), 'maskmirror-bench-'))
    try {
      const registry = createModelRegistry({ directories: [found.models], cacheDirectory: join(folder, 'converted') })
      const kit = await resolveFacesModels(registry, 'yunet')
      const stages = await timeStages(kit, found.photos)
      for (const [name, ms] of Object.entries(stages.medianMs)) print(`${name.padEnd(28)} ${ms.toFixed(2)} ms`)
      const calls = stages.callsPerPhoto
      print(
        `a photo takes ${calls.detector.toFixed(2)} runs of the detector, ${calls.landmarker.toFixed(2)} of the landmarks`,
      )
      await mkdir(join(folder, 'in'))
      for (const [i, photo] of found.photos.entries()) await cp(photo, join(folder, 'in', `${i}.jpg`))
      const measurements: Measurement[] = []
      const models = { detector: kit.detector, landmarker: kit.landmarker, mask: kit.masks[0]! }
      const recording: Recording = { models, photos: found.photos.slice(0, staged) }
      for (const jobs of [...new Set([1, availableParallelism()])]) {
        const rivals = [
          await openRecorded(recording, jobs),
          await openRepeated({ kit, calls, photo: found.photos[0]!, jobs }),
        ]
        for (const rival of rivals) {
          const measurement = await against(rival, { folder, kit, jobs })
          await rival.close()
          measurements.push(measurement)
          const { pipeline, models, ratio, cpuRatio } = measurement.median
          print(
            `${measurement.name}: ${pipeline.picturesPerSecond.toFixed(1)}/s against ${models.picturesPerSecond.toFixed(1)}/s: ${(ratio * 100).toFixed(1)} % (processor time ${(cpuRatio * 100).toFixed(1)} %)`,
          )
        }
      }
      return { measurements: [{ name: 'stages', ...stages }, ...measurements] }
    } finally {
      await rm(folder, { recursive: true })
    }
  },
}

type Kit = Awaited<ReturnType<typeof resolveFacesModels>>

interface Calls {
  readonly detector: number
  readonly landmarker: number
}

/** One photo after the other in one thread, stage by stage; medians over the photos. */
async function timeStages(kit: Kit, photos: readonly string[]) {
  const runtime = createInferenceRuntime({ ownThread: true, threadsPerWorker: 1 })
  const detector = await openFaceDetector({ runtime, model: kit.detector })
  const opened = await openLandmarker({ runtime, model: kit.landmarker })
  const masks = await openMaskDecider({ runtime, model: kit.masks[0]! })
  let [detections, crops, faces] = [0, 0, 0]
  const landmarker: FaceLandmarker = {
    ...opened,
    locate: (...crop) => {
      crops++
      return opened.locate(...crop)
    },
  }
  const times: Record<string, number[]> = {}
  let start = 0
  const lap = (name: string) => {
    const now = performance.now()
    times[name] ??= []
    times[name].push(now - start)
    start = performance.now()
  }
  for (const file of photos.slice(0, staged)) {
    start = performance.now()
    const bytes = await readFile(file)
    lap('read')
    const image = await decodeImage(bytes)
    lap('decode')
    const seen = await detector.detect(image)
    detections += seen.attempt === 'whole' ? 1 : 2
    lap('detect, with its tensor')
    const finder = createFaceFinder({ detector: { ...detector, detect: async () => seen }, landmarker })
    start = performance.now()
    const found = await finder.find(image)
    if (!found.ok) continue
    faces++
    const { value: face } = found
    lap('crops, landmarks and pose')
    const { crop } = alignFace(image, face.points5)
    lap('align')
    faceQuality({ crop, points5: face.points5, points: face.landmarks68, photo: image, pose: face.pose })
    lap('quality')
    const mask = await masks.decide(image, face)
    lap('mask decision, with its crop')
    visibility68(face, image, mask)
    lap('visibility')
  }
  await runtime.close()
  const medianMs = Object.fromEntries(Object.entries(times).map(([name, values]) => [name, median(values)]))
  const callsPerPhoto: Calls = { detector: detections / faces, landmarker: crops / faces }
  return { settings: { pictures: staged, threads: 1, side: 250 }, medianMs, callsPerPhoto }
}

/** The networks alone. */
interface Rival {
  readonly name: string
  /** Does what the networks do for all pictures. */
  work(): Promise<unknown>
  close(): Promise<unknown>
}

/**
 * The very runs that finding faces takes, on the same tensors and in the same order, in threads of their own. They record them
 * too, so that what is recorded does not keep the garbage collector of the pipeline's thread busy.
 */
async function openRecorded(recording: Recording, jobs: number): Promise<Rival> {
  const workers = Array.from(
    { length: jobs },
    () => new Worker(new URL('./recorded-runs-worker.mjs', import.meta.url), { workerData: recording }),
  )
  const answers = () => Promise.all(workers.map((worker) => new Promise((done) => worker.once('message', done))))
  await answers()
  return {
    name: 'the same runs',
    work: () => {
      const done = answers()
      for (const worker of workers) worker.postMessage(pictures / staged / jobs)
      return done
    },
    close: () => Promise.all(workers.map((worker) => worker.terminate())),
  }
}

/** As many runs on one tensor, one network after the other: its weights and its input stay in the processor's caches. */
async function openRepeated(setting: { kit: Kit; calls: Calls; photo: string; jobs: number }): Promise<Rival> {
  const { kit, calls, photo, jobs } = setting
  const bare = createInferenceRuntime({ workers: jobs, threadsPerWorker: 1 })
  const inputs = await realInputs(photo, kit)
  const runs: (() => Promise<void>)[] = []
  for (const [model, input, perPhoto] of [
    [kit.detector, inputs.detector, calls.detector],
    [kit.landmarker, inputs.landmarker, calls.landmarker],
    [kit.masks[0]!, inputs.masks, 1],
  ] as const) {
    const session = await bare.open(model.path)
    const times = Math.round((pictures * perPhoto) / jobs)
    runs.push(() => session.repeat({ [session.inputs[0]!.name]: input }, times))
  }
  return {
    name: 'each network alone on one tensor',
    work: async () => {
      for (const run of runs) await run()
    },
    close: () => bare.close(),
  }
}

/** The command's own work on a folder, in turns with the networks alone. */
async function against(
  rival: Rival,
  { folder, kit, jobs }: { folder: string; kit: Kit; jobs: number },
): Promise<Measurement> {
  const plan = await planFaces({
    input: join(folder, 'in'),
    output: join(folder, 'out'),
    options: FacesOptionsSchema.parse({ policy: 'central' }),
  })
  return measureInTurns(
    `faces, ${jobs} jobs, against ${rival.name}`,
    { pictures, jobs, rounds, policy: 'central' },
    rounds,
    { pipeline: () => paceOfRun(plan, kit, jobs), models: () => paceOf(pictures, () => rival.work()) },
  )
}

/** From the first picture that is done to the last: starting threads and opening models would weigh less on a larger folder. */
async function paceOfRun(plan: FacesPlan, models: Kit, jobs: number): Promise<Pace> {
  const marks: { done: number; ms: number; cpu: NodeJS.CpuUsage }[] = []
  await runFaces(plan, {
    ...{ models, jobs, contactSheet: null, signal: new AbortController().signal },
    onProgress: ({ done }) => marks.push({ done, ms: performance.now(), cpu: process.cpuUsage() }),
    clockMs: () => performance.now(),
  })
  await rm(plan.output, { recursive: true })
  // every thread has opened its models by then
  const first = marks.find(({ done }) => done >= 10 * jobs)!
  const last = marks.at(-1)!
  const count = last.done - first.done
  const cpuMs = (last.cpu.user + last.cpu.system - first.cpu.user - first.cpu.system) / 1000
  return { picturesPerSecond: (count / (last.ms - first.ms)) * 1000, cpuMs: cpuMs / count }
}

/** What the networks see of a real photo: they are faster on even colours, by a third. */
async function realInputs(file: string, kit: Kit): Promise<Record<'detector' | 'landmarker' | 'masks', FloatTensor>> {
  const runtime = createInferenceRuntime({ ownThread: true, threadsPerWorker: 1 })
  const photo = await decodeImage(await readFile(file))
  const { faces } = await (await openFaceDetector({ runtime, model: kit.detector })).detect(photo)
  await runtime.close()
  const { points5 } = faces[0]!
  const side = { width: 256, height: 256 }
  const { toCrop } = alignFace(photo, points5, { size: 192 }) // of which a crop of the landmarks holds a little more
  return {
    detector: preprocess([photo], kit.detector.card.input, side),
    landmarker: createWarpedPreprocess(side, kit.landmarker.card.input)(photo, toCrop),
    masks: preprocess([maskCrop(photo, points5)], kit.masks[0]!.card.input),
  }
}
