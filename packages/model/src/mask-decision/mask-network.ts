import { maskPlaces } from '@maskmirror/faces'
import type { Layers, Network } from '#layers/layers.ts'

/**
 * Four convolutions from 64×64×3 to one logit for each place: 2 million multiplications, 45 thousand weights. The last map is
 * not averaged, because in an aligned crop a place is a position.
 */
export const maskNetwork: Network<'places'> = <Value>(layers: Layers<Value>, input: Value) => {
  let x = input
  for (const [i, filters] of widths.entries()) {
    const convolved = layers.convolution(x, `stage${i}`, { kernel: 3, stride: 2, filters })
    x = layers.relu(layers.batchNorm(convolved, `stage${i}.norm`))
  }
  const features = layers.dropout(layers.flatten(x), 'drop', 0.2)
  return { places: layers.dense(features, 'places', { units: maskPlaces.length }) }
}

/** Channels of maps of 32×32, 16×16, 8×8 and 4×4 positions; our choice. */
const widths = [12, 24, 48, 64]
