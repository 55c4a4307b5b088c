import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Image } from '@maskmirror/core'
import { alignFace, createFaceFinder, openFaceDetector, openLandmarker } from '@maskmirror/faces'
import { decodeImage } from '@maskmirror/imaging/codec'
import { createInferenceRuntime, createModelRegistry } from '@maskmirror/inference'
import { createOverfit, openBackend } from '@maskmirror/model/step-speed'
import type { Benchmark } from './benchmark.ts'
import { median } from './measurement.ts'
import { findRealPhotos } from './real-photos.ts'

/** More than four at once need more memory than WebAssembly has. */
const [pictures, part, steps, learningRate] = [8, 4, 20, 0.02]

export const benchmark: Benchmark = {
  name: 'overfit',
  description: `IResNet-50 in its full size learns ${pictures} real faces by heart in ${steps} steps: seconds a step and memory`,
  run: async (print) => {
    const real = findRealPhotos(4 * pictures)
    if (real === null) return { missing: 'real photos and models beside the project' }
    const faces = await alignedFaces(real.models, real.photos)
    const { description } = await openBackend('auto')
    print(description)
    const overfit = createOverfit('iresnet50', faces, { learningRate, part })
    const losses: number[] = []
    const seconds: number[] = []
    let right = 0
    for (let step = 0; step < steps; step++) {
      const start = performance.now()
      const found = overfit.step()
      seconds.push((performance.now() - start) / 1000)
      losses.push(found.loss)
      right = found.right
      print(
        `step ${step + 1}: loss ${found.loss.toFixed(3)}, ${found.right} of ${pictures} right, ${seconds.at(-1)!.toFixed(1)} s`,
      )
    }
    overfit.close()
    const peakMiB = process.resourceUsage().maxRSS / 1024
    const perStep = median(seconds)
    print(
      `${perStep.toFixed(1)} s a step, ${(pictures / perStep).toFixed(2)} pictures a second, at most ${peakMiB.toFixed(0)} MiB`,
    )
    const settings = { backbone: 'iresnet50', pictures, part, steps, learningRate, backend: description }
    return { measurements: [{ name: 'iresnet50', settings, losses, seconds, right, median: perStep, peakMiB }] }
  },
}

/** The first faces that are found, one a person. */
async function alignedFaces(models: string, photos: readonly string[]): Promise<Image[]> {
  const registry = createModelRegistry({
    directories: [models],
    cacheDirectory: join(tmpdir(), 'maskmirror-bench-converted'),
  })
  const runtime = createInferenceRuntime({ workers: 1 })
  const finder = createFaceFinder({
    detector: await openFaceDetector({ runtime, model: await registry.resolve('yunet-2026may') }),
    landmarker: await openLandmarker({ runtime, model: await registry.resolve('mediapipe-face-landmarker') }),
  })
  const faces: Image[] = []
  for (const photo of photos) {
    const image = await decodeImage(await readFile(photo))
    const found = await finder.find(image)
    if (found.ok) faces.push(alignFace(image, found.value.alignmentPoints).crop)
    if (faces.length === pictures) break
  }
  await finder.close()
  await runtime.close()
  return faces
}
