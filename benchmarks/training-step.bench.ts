import { createTrainingStep, openStockKernels } from '@maskmirror/model/step-speed'
import type { Benchmark } from './benchmark.ts'
import { median } from './measurement.ts'

const cases = [{ backbone: 'tiny', batch: 2, side: 112, rounds: 2 }] as const

export const benchmark: Benchmark = {
  name: 'training-step',
  description:
    'a training step in WebAssembly with our gradients of convolutions against those of TensorFlow.js, in turns on the same step',
  run: async (print) => {
    const kernels = await openStockKernels()
    const measurements = cases.map(({ backbone, batch, side, rounds }) => {
      // of the processor: both sides use one thread, and others may share the machine
      const seconds: Record<'stock' | 'ours', number[]> = { stock: [], ours: [] }
      const results: Record<'stock' | 'ours', Float32Array[]> = { stock: [], ours: [] }
      for (let round = 0; round < rounds; round++) {
        for (const kind of ['stock', 'ours'] as const) {
          kernels.use(kind)
          const step = createTrainingStep(backbone, batch, side)
          const start = process.cpuUsage()
          results[kind].push(step.run())
          const { user, system } = process.cpuUsage(start)
          step.close()
          seconds[kind].push((user + system) / 1e6)
        }
      }
      const ratio = median(seconds.stock.map((value, i) => value / seconds.ours[i]!))
      const middle = { stock: median(seconds.stock), ours: median(seconds.ours) }
      const [expected, actual] = [results.stock[0]!, results.ours[0]!]
      const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
      const difference = expected.reduce((most, value, i) => Math.max(most, Math.abs(value - actual[i]!)), 0) / largest
      print(
        `${backbone}, batch of ${batch}, ${side} pixels: ${middle.stock.toFixed(2)} s against ${middle.ours.toFixed(2)} s, ${ratio.toFixed(1)}× as fast (${(batch / middle.ours).toFixed(1)} pictures/s); gradients of filters differ by ${difference.toExponential(1)} of the largest`,
      )
      return {
        name: backbone,
        settings: { batch, side, rounds },
        cpuSeconds: seconds,
        median: { ...middle, ratio },
        difference,
      }
    })
    return { measurements }
  },
}
