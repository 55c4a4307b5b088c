import type { Network } from '#layers/layers.ts'

/**
 * Full connections with batch normalisation and a leaky rectifier behind each but the last.
 *
 * @param options.dimension of the embeddings that go in and come out
 * @param options.layers full connections, ≥ 1
 * @param options.width numbers between them
 * @param options.slope of the rectifier below 0
 * @returns a network [batch, dimension] -> `embedding` [batch, dimension], of any length
 */
export function unmaskingNetwork(options: {
  readonly dimension: number
  readonly layers: number
  readonly width: number
  readonly slope: number
}): Network<'embedding'> {
  const { dimension, width, slope } = options
  return (layers, embedding) => {
    let x = embedding
    for (let i = 1; i < options.layers; i++) {
      x = layers.batchNorm(layers.dense(x, `unmasking.dense${i}`, { units: width }), `unmasking.norm${i}`)
      x = layers.leakyRelu(x, slope)
    }
    return { embedding: layers.dense(x, `unmasking.dense${options.layers}`, { units: dimension }) }
  }
}
