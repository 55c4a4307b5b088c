import type { Layers } from '#layers/layers.ts'
import { basicUnit, bottleneckUnit, improvedUnit, type ResidualUnit } from './residual-units.ts'

export const backboneNames = ['tiny', 'resnet18', 'resnet50', 'iresnet18', 'iresnet50'] as const

export type BackboneName = (typeof backboneNames)[number]

interface BackbonePlan {
  readonly unit: ResidualUnit
  readonly stem: {
    readonly filters: number
    readonly kernel: number
    readonly stride: number
    readonly activation: 'prelu' | 'relu'
  }
  readonly stages: readonly { readonly filters: number; readonly units: number; readonly stride: number }[]
}

const improvedStem = { filters: 64, kernel: 3, stride: 1, activation: 'prelu' } as const
/** The original stem without its pooling, which has no parameters: pictures of 112 pixels give a map of 7×7. */
const originalStem = { filters: 64, kernel: 7, stride: 2, activation: 'relu' } as const

const plans: Readonly<Record<BackboneName, BackbonePlan>> = {
  // our choice: a fiftieth of the work of iresnet18, for processors
  tiny: {
    unit: improvedUnit,
    stem: { filters: 16, kernel: 3, stride: 2, activation: 'prelu' },
    stages: stages([24, 48, 96], [1, 1, 1], 2),
  },
  resnet18: { unit: basicUnit, stem: originalStem, stages: stages([64, 128, 256, 512], [2, 2, 2, 2], 1) },
  resnet50: { unit: bottleneckUnit, stem: originalStem, stages: stages([256, 512, 1024, 2048], [3, 4, 6, 3], 1) },
  iresnet18: { unit: improvedUnit, stem: improvedStem, stages: stages([64, 128, 256, 512], [2, 2, 2, 2], 2) },
  iresnet50: { unit: improvedUnit, stem: improvedStem, stages: stages([64, 128, 256, 512], [3, 4, 14, 3], 2) },
}

/**
 * Residual networks that turn a face of 112×112 pixels into a map of 7×7 positions.
 *
 * @param x [batch, height, width, 3]
 * @returns [batch, height/16, width/16, channels]: 96 channels for `tiny`, 2048 for `resnet50`, 512 for the others
 */
export function backbone<Value>(layers: Layers<Value>, x: Value, name: BackboneName): Value {
  const { unit, stem, stages } = plans[name]
  let map = layers.convolution(x, 'stem.convolution', {
    filters: stem.filters,
    kernel: stem.kernel,
    stride: stem.stride,
  })
  map = layers.batchNorm(map, 'stem.norm')
  map = stem.activation === 'prelu' ? layers.prelu(map, 'stem.prelu') : layers.relu(map)
  let channels = stem.filters
  for (const [i, { filters, units, stride }] of stages.entries()) {
    for (let j = 0; j < units; j++) {
      map = unit(layers, map, `stage${i + 1}.unit${j + 1}`, { channels, filters, stride: j === 0 ? stride : 1 })
      channels = filters
    }
  }
  return map
}

/** @param firstStride of the first stage; each later one halves the map */
function stages(filters: readonly number[], units: readonly number[], firstStride: number): BackbonePlan['stages'] {
  return filters.map((count, i) => ({ filters: count, units: units[i]!, stride: i === 0 ? firstStride : 2 }))
}
