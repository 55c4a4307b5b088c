import { type MaskPlace, maskCropSide, maskPlaces } from '@maskmirror/faces'
import * as tf from '@tensorflow/tfjs-core'
import type { Parameters } from '#layers/parameters.ts'
import { tensorLayers } from '#layers/tensor-layers.ts'
import type { Example, ExampleSet } from './example-set.ts'
import { maskNetwork } from './mask-network.ts'
import { cropsOf } from './train-network.ts'

/** Crops of each true place by the place that is the likeliest to the network. */
export type Confusion = Readonly<Record<MaskPlace, Readonly<Record<MaskPlace, number>>>>

/** The likeliest place of each crop, as it is. */
export function placesOf(parameters: Parameters, set: ExampleSet): MaskPlace[] {
  const layers = tensorLayers(parameters, null)
  const places: MaskPlace[] = []
  for (let first = 0; first < set.examples.length; first += 64) {
    const count = Math.min(64, set.examples.length - first)
    const chosen = Array.from({ length: count }, (_, i) => first + i)
    const logits = tf.tidy(() => {
      const input = tf.tensor4d(cropsOf(set, chosen, null), [count, maskCropSide, maskCropSide, 3])
      return maskNetwork<tf.Tensor>(layers, input).places.dataSync()
    })
    for (let i = 0; i < count; i++) {
      const row = logits.slice(i * maskPlaces.length, (i + 1) * maskPlaces.length)
      places.push(maskPlaces[row.indexOf(Math.max(...row))]!)
    }
  }
  return places
}

/** For each kind of source, because generated faces are easier. */
export function confusionOf(
  examples: readonly Example[],
  places: readonly MaskPlace[],
): Readonly<Partial<Record<Example['source'], Confusion>>> {
  const tables: Partial<Record<Example['source'], Record<MaskPlace, Record<MaskPlace, number>>>> = {}
  const emptyRow = () => Object.fromEntries(maskPlaces.map((place) => [place, 0])) as Record<MaskPlace, number>
  for (const [i, { source, place }] of examples.entries()) {
    tables[source] ??= Object.fromEntries(maskPlaces.map((row) => [row, emptyRow()])) as Record<
      MaskPlace,
      Record<MaskPlace, number>
    >
    tables[source][place][places[i]!]++
  }
  return tables
}
