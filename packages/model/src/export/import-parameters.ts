import { readOnnxModel } from '@maskmirror/inference/onnx'
import * as tf from '@tensorflow/tfjs-core'
import type { Network } from '#layers/layers.ts'
import type { Parameters } from '#layers/parameters.ts'
import { outlineNetwork, type Shape } from '#layers/shape-layers.ts'
import { ModelError } from '../error.ts'
import { exportNetwork } from './export-network.ts'

/**
 * Takes a network's numbers back from an ONNX file that this package wrote of the same layers. A first export of numbers that say
 * their own place shows where each of them goes, so that no layer has to be turned round by hand.
 *
 * @param input sizes of the network's input without the batch
 * @param bytes may lack layers, such as a refinement layer that is new
 * @returns kept tensors by name, of the layers that the file has
 * @throws ModelError `other-architecture` where the file has none of the layers, or one of another size
 */
export function importParameters(network: Network, input: Shape, bytes: Uint8Array): Parameters {
  const { parameters: specs } = outlineNetwork(network, input)
  const places = Object.fromEntries(
    specs.map(({ name, shape }) => {
      const size = tf.util.sizeFromShape([...shape])
      return [
        name,
        tf.tensor(
          Float32Array.from({ length: size }, (_, i) => i),
          [...shape],
        ),
      ]
    }),
  )
  const written = readOnnxModel(exportNetwork(network, input, places, { name: 'places' })).constants
  tf.dispose(places)
  const found = readOnnxModel(bytes).constants
  const taken = specs.flatMap(({ name, shape }): [string, tf.Tensor][] => {
    const [place, given] = [written.get(name)?.float32, found.get(name)]
    if (place == null || given?.float32 == null) return []
    const wanted = written.get(name)!.dims
    if (given.dims.join() !== wanted.join()) {
      throw otherArchitecture(`${name} is ${given.dims.join('×')} instead of ${wanted.join('×')}`)
    }
    const values = new Float32Array(place.length)
    for (const [i, index] of place.entries()) values[index] = given.float32[i]!
    return [[name, tf.keep(tf.tensor(values, [...shape]))]]
  })
  if (taken.length === 0) throw otherArchitecture('it has none of its layers')
  return Object.fromEntries(taken)
}

function otherArchitecture(why: string): ModelError {
  return new ModelError({
    code: 'other-architecture',
    message: `Expected an ONNX file that was trained here with the same network but ${why}`,
  })
}
