import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Image, type Landmarks, succeeded } from '@maskmirror/core'
import { alignFace, createFaceFinder, openFaceDetector, openLandmarker } from '@maskmirror/faces'
import { decodeImage, encodeJpeg, setCodecThreads } from '@maskmirror/imaging/codec'
import {
  createInferenceRuntime,
  createModelRegistry,
  createWarpedPreprocess,
  embedStream,
  type FloatTensor,
  openEmbedder,
  preprocess,
  type ResolvedModel,
} from '@maskmirror/inference'
import type { Benchmark } from './benchmark.ts'
import { type Measurement, measureInTurns, type Pace, paceOf } from './measurement.ts'
import { findRealPhotos } from './real-photos.ts'

const pictures = 120
const rounds = 9
const batchSize = 4

export const benchmark: Benchmark = {
  name: 'pipeline',
  description:
    'pictures a second from JPEG files to unit embeddings, against the same models alone with the same batch (workers×threads)',
  run: async (print) => {
    const found = findRealPhotos(pictures)
    if (found === null) {
      return { missing: 'the models and LFW photos of ../shared (or MASKMIRROR_SHARED) are not there' }
    }
    setCodecThreads(1) // as the workbench does
    const folder = await mkdtemp(join(tmpdir(), 'maskmirror-bench-'))
    try {
      const cores = availableParallelism()
      const measurements: Measurement[] = []
      const spread = { workers: Math.min(cores, 4), threadsPerWorker: 1 }
      const single = { workers: 1, threadsPerWorker: 1 }
      const arrangements = [
        // the usual way to use ONNX Runtime: one session with a thread a core
        { pipeline: spread, models: { workers: 1, threadsPerWorker: cores } },
        // the strictest: the models alone on all cores, so that everything else must come on top
        { pipeline: spread, models: spread },
        // one worker, so that the other cores are free for pictures
        { pipeline: single, models: single },
      ]
      for (const arrangement of arrangements) {
        for (const measurement of await measureWith(arrangement, folder, found.models, found.photos)) {
          measurements.push(measurement)
          const { pipeline, models, ratio, cpuRatio } = measurement.median
          const show = ({ picturesPerSecond, cpuMs }: Pace) =>
            `${picturesPerSecond.toFixed(0).padStart(5)}/s ${cpuMs.toFixed(1).padStart(5)} cpu ms`
          print(
            `${measurement.name.padEnd(54)} ${show(pipeline)}   models alone ${show(models)}   ${(ratio * 100).toFixed(1)} % (cpu ${(cpuRatio * 100).toFixed(1)} %)`,
          )
        }
      }
      return { measurements }
    } finally {
      await rm(folder, { recursive: true })
    }
  },
}

/** Workers and the threads of each. */
interface Workers {
  readonly workers: number
  readonly threadsPerWorker: number
}

async function measureWith(
  arrangement: { pipeline: Workers; models: Workers },
  folder: string,
  models: string,
  photos: readonly string[],
): Promise<Measurement[]> {
  const registry = createModelRegistry({ directories: [models], cacheDirectory: join(folder, 'converted') })
  const runtime = createInferenceRuntime(arrangement.pipeline)
  const bare = createInferenceRuntime(arrangement.models)
  const [yunet, mesh, mobilefacenet] = await Promise.all([
    registry.resolve('yunet-2026may'),
    registry.resolve('mediapipe-face-landmarker'),
    registry.resolve('mobilefacenet'),
  ])
  const embedder = await openEmbedder({ runtime, model: mobilefacenet, batchSize })
  const detector = await openFaceDetector({ runtime, model: yunet })
  const landmarker = await openLandmarker({ runtime, model: mesh })
  const finder = createFaceFinder({ detector, landmarker })
  const count = photos.length
  const nameOf = ({ workers, threadsPerWorker }: Workers) => `${workers}×${threadsPerWorker}`
  const [ours, theirs] = [nameOf(arrangement.pipeline), nameOf(arrangement.models)]
  const settings = { pictures: count, batchSize, pipeline: ours, models: theirs }
  const label = (what: string) => `${what}, ${ours} against ${theirs}`
  const read = async (file: string) => decodeImage(await readFile(file))

  // preparation: where the faces are, and their crops as files
  const points = new Map<string, Landmarks>()
  const crops: string[] = []
  for (const [i, file] of photos.entries()) {
    const image = await read(file)
    const face = await finder.find(image)
    if (!face.ok) continue
    points.set(file, face.value.points5)
    const crop = join(folder, `${i}.jpg`)
    await writeFile(crop, await encodeJpeg(alignFace(image, face.value.points5).crop, 95))
    crops.push(crop)
  }
  const located = [...points.keys()]

  const inputs = await realInputs(await read(located[0]!), points.get(located[0]!)!, { yunet, mesh, mobilefacenet })
  const alone = async (model: ResolvedModel, input: FloatTensor, batch: number, total: number) => {
    const session = await bare.open(model.path)
    const { workers } = arrangement.models
    const times = Math.ceil(total / batch / workers)
    const feeds = { [session.inputs[0]!.name]: input }
    return { run: () => session.repeat(feeds, times), pictures: times * batch * workers }
  }
  const embedAlone = await alone(mobilefacenet, inputs.mobilefacenet, batchSize, count)
  const wholeAlone = [await alone(yunet, inputs.yunet, 1, count), await alone(mesh, inputs.mesh, 1, count), embedAlone]

  const embedFiles = async (files: readonly string[], load: (file: string) => Promise<Image>) => {
    for await (const { outcome } of embedStream(embedder, files, async (file) => succeeded(await load(file)))) {
      if (!outcome.ok) throw new Error('every prepared picture has a crop')
    }
  }
  const embedModels = () => paceOf(embedAlone.pictures, embedAlone.run)
  const measurements = [
    await measureInTurns(label('embed aligned crops 112×112'), settings, rounds, {
      pipeline: () => paceOf(crops.length, () => embedFiles(crops, read)),
      models: embedModels,
    }),
    await measureInTurns(label('embed photos 250×250, points known'), settings, rounds, {
      pipeline: () =>
        paceOf(located.length, () =>
          embedFiles(located, async (file) => alignFace(await read(file), points.get(file)!).crop),
        ),
      models: embedModels,
    }),
    await measureInTurns(label('detect, landmarks, align, embed'), settings, rounds, {
      pipeline: () =>
        paceOf(photos.length, async () => {
          const load = async (file: string) => {
            const image = await read(file)
            const face = await finder.find(image)
            return face.ok ? succeeded(alignFace(image, face.value.points5).crop) : face
          }
          for await (const _ of embedStream(embedder, photos, load)) {
            // the rows are thrown away
          }
        }),
      models: async () => {
        // one after the other: their times for one picture add up
        let seconds = 0
        let cpuMs = 0
        for (const { run, pictures: done } of wholeAlone) {
          const pace = await paceOf(done, run)
          seconds += 1 / pace.picturesPerSecond
          cpuMs += pace.cpuMs
        }
        return { picturesPerSecond: 1 / seconds, cpuMs }
      },
    }),
  ]
  await runtime.close()
  await bare.close()
  return measurements
}

/** What the three models see of a real photo: networks may be faster on zeros. */
async function realInputs(
  photo: Image,
  points5: Landmarks,
  models: { yunet: ResolvedModel; mesh: ResolvedModel; mobilefacenet: ResolvedModel },
): Promise<{ yunet: FloatTensor; mesh: FloatTensor; mobilefacenet: FloatTensor }> {
  const { crop, toCrop } = alignFace(photo, points5)
  const side = { width: 256, height: 256 }
  const crops = Array.from({ length: batchSize }, () => crop)
  return {
    yunet: preprocess([photo], models.yunet.card.input, side),
    mesh: createWarpedPreprocess(side, models.mesh.card.input)(
      photo,
      toCrop.map((value) => value * 1.5) as unknown as typeof toCrop,
    ),
    mobilefacenet: preprocess(crops, models.mobilefacenet.card.input),
  }
}
