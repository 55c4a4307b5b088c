import { readFileSync } from 'node:fs'
import { generatePicture } from '@maskmirror/datasets'
import { openMaskDecider, shippedMaskModel } from '@maskmirror/faces'
import { createMaskReader } from '@maskmirror/faces/browser-safe'
import { createInferenceRuntime, createModelRegistry } from '@maskmirror/inference'
import type { Benchmark } from './benchmark.ts'

const decisions = 300

export const benchmark: Benchmark = {
  name: 'mask decision speed',
  description: 'processor time of a decision on a photo of 250×250 pixels, its crop included',
  run: async (print) => {
    const runtime = createInferenceRuntime({ ownThread: true, threadsPerWorker: 1 })
    const model = await createModelRegistry({ directories: ['.'] }).resolve(shippedMaskModel)
    const decider = await openMaskDecider({ runtime, model })
    const read = createMaskReader(readFileSync(shippedMaskModel))
    const { image, landmarks } = await generatePicture({ seed: 'speed', person: 'speed', picture: 0 })
    const face = { points5: landmarks.arcface5, box: { x: 60, y: 60, width: 130, height: 150 } }
    const measurements = [
      { by: 'ONNX Runtime', cpuMs: await cpuMsOf(() => decider.decide(image, face)) },
      { by: 'the reader of the browser, in Node', cpuMs: await cpuMsOf(async () => read(image, face.points5)) },
    ]
    await runtime.close()
    for (const { by, cpuMs } of measurements) print(`${by}: ${cpuMs.toFixed(2)} ms`)
    return { measurements }
  },
}

/** Processor time of the whole process, which other work on the machine hardly changes; the first calls are left out. */
async function cpuMsOf(decide: () => Promise<unknown>): Promise<number> {
  for (let i = 0; i < 50; i++) await decide()
  const before = process.cpuUsage()
  for (let i = 0; i < decisions; i++) await decide()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000 / decisions
}
