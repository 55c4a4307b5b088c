import { createTrainingStep, openStockKernels } from '@maskmirror/model/step-speed'
import type { Benchmark } from './benchmark.ts'
import { median } from './measurement.ts'

const rounds = 2
const cases = [
  { backbone: 'tiny', batch: 8 },
  { backbone: 'iresnet18', batch: 1 },
] as const

export const benchmark: Benchmark = {
  name: 'training-step',
  description:
    'a training step in WebAssembly with our gradients of convolutions against those of TensorFlow.js, in turns on the same step',
  run: async (print) => {
    const kernels = await openStockKernels()
    const measurements = cases.map(({ backbone, batch }) => {
      const seconds: Record<'stock' | 'ours', number[]> = { stock: [], ours: [] }
      const results: Record<'stock' | 'ours', { loss: number; gradientLength: number }[]> = { stock: [], ours: [] }
      for (let round = 0; round <= rounds; round++) {
        for (const side of ['stock', 'ours'] as const) {
          kernels.use(side)
          const step = createTrainingStep(backbone, batch)
          const start = performance.now()
          const result = step.run()
          const elapsed = (performance.now() - start) / 1000
          step.close()
          results[side].push(result)
          if (round > 0) seconds[side].push(elapsed) // the first warms up
        }
      }
      const ratio = median(seconds.stock.map((value, i) => value / seconds.ours[i]!))
      const middle = { stock: median(seconds.stock), ours: median(seconds.ours) }
      const lengths = [results.stock[0]!.gradientLength, results.ours[0]!.gradientLength] as const
      const difference = Math.abs(lengths[0] - lengths[1]) / lengths[0]
      print(
        `${backbone}, batch of ${batch}: ${middle.stock.toFixed(2)} s against ${middle.ours.toFixed(2)} s, ${ratio.toFixed(1)}× as fast (${(batch / middle.ours).toFixed(1)} pictures/s); lengths of the gradients differ by ${difference.toExponential(1)}`,
      )
      return {
        name: backbone,
        settings: { batch, side: 112, rounds },
        seconds,
        median: { ...middle, ratio },
        difference,
      }
    })
    return { measurements }
  },
}
