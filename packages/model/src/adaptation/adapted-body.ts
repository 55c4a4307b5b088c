import * as tf from '@tensorflow/tfjs-core'
import type { AdaptConfig } from '#config/adapt-config.ts'
import type { Network } from '#layers/layers.ts'
import type { ParameterSpec } from '#layers/parameter.ts'
import type { Parameters } from '#layers/parameters.ts'
import { outlineNetwork } from '#layers/shape-layers.ts'
import { tensorLayers } from '#layers/tensor-layers.ts'
import { refine } from '#network/refinement.ts'
import { centresName } from '#training/centres.ts'
import type { TrainedBody } from '#training/trained-body.ts'
import type { FeatureMap } from './feature-maps.ts'
import type { Tail } from './tail.ts'

/**
 * From a recogniser's feature map to its embedding: a refinement layer where one is wanted, then the recogniser's own layers.
 * The refinement layer begins with zeros where it adds to the map, so that the first embeddings are the recogniser's own; a
 * layer that begins at random would have to learn again, from a few people, what the recogniser knows from thousands.
 *
 * @param centres of the people, [dimension, people]; null where nothing is to be trained
 */
export function adaptedBody(
  { network: { refinement, tail: options } }: Pick<AdaptConfig, 'network'>,
  map: FeatureMap,
  tail: Tail,
  dimension: number,
  centres: Float32Array | null,
): TrainedBody {
  const { height, width, channels } = map
  const inputSize = height * width * channels
  const network = refinementNetwork(map, refinement)
  const added = network === null ? [] : outlineNetwork(network, [height, width, channels]).parameters.map(quietAtFirst)
  const own = tail.specs().map((spec): ParameterSpec => {
    return { ...spec, rate: options.rate, kind: options.rate === 0 ? 'statistics' : spec.kind }
  })
  return {
    inputSize,
    dimension,
    specs: [...added, ...own],
    begin: (): Parameters => ({
      ...tail.initial(),
      ...(centres === null
        ? {}
        : { [centresName]: tf.keep(tf.tensor(centres, [dimension, centres.length / dimension])) }),
    }),
    forward: (parameters, training, groups) => {
      const parts = groups.map((values) => tf.tensor(values, [values.length / inputSize, height, width, channels]))
      const input = parts.length === 1 ? parts[0]! : tf.concat(parts)
      if (network === null) return { embedding: tail.run(input, parameters) }
      const refined = network(tensorLayers(parameters, training), input)
      return { embedding: tail.run(refined.map, parameters), attention: refined.attention }
    },
  }
}

/** null for none. */
export function refinementNetwork(
  { height, width, channels }: FeatureMap,
  refinement: AdaptConfig['network']['refinement'],
): Network<'map' | 'attention'> | null {
  if (refinement === null) return null
  return (layers, x) => refine(layers, x, { height, width, channels }, { ...refinement, residual: true })
}

/** What the layer adds to the map is zero before it has learned. */
function quietAtFirst(spec: ParameterSpec): ParameterSpec {
  const adds = /^refinement\.(position|block\d+\.(attention\.out|dense2))\.weight$/.test(spec.name)
  return adds ? { ...spec, initialiser: { kind: 'constant', value: 0 } } : spec
}
