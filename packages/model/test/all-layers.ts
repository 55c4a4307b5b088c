import type { Network } from '#layers/layers.ts'

/** Uses every layer once, on an input of [16, 16, 3]. */
export const allLayers: Network<'embedding' | 'attention' | 'pooled' | 'map'> = (layers, input) => {
  let map = layers.convolution(input, 'stem', { filters: 8, kernel: 3, bias: true })
  map = layers.prelu(layers.batchNorm(map, 'stem.norm'), 'stem.prelu')
  map = layers.maxPool(map, { kernel: 3, stride: 2, padding: 1 }) // 8×8
  let branch = layers.depthwise(map, 'depthwise', { kernel: 3, bias: true })
  branch = layers.relu(layers.batchNorm(branch, 'depthwise.norm', { scale: false }))
  map = layers.add(map, branch)
  map = layers.convolution(map, 'down', { filters: 12, kernel: 3, stride: 2 }) // 4×4
  map = layers.add(map, layers.convolution(map, 'point', { filters: 12, kernel: 1 }))
  let tokens = layers.addPosition(layers.toTokens(map), 'position')
  const { tokens: taken, attention } = layers.selfAttention(layers.layerNorm(tokens, 'norm'), 'attention', { heads: 3 })
  tokens = layers.add(tokens, taken)
  tokens = layers.gelu(layers.dense(tokens, 'mix', { units: 12 }))
  map = layers.toMap(tokens, 4, 4)
  const flat = layers.dropout(layers.flatten(map), 'dropout', 0.4)
  const embedding = layers.batchNorm(layers.dense(flat, 'embedding', { units: 10, bias: false }), 'embedding.norm')
  const pooled = layers.leakyRelu(
    layers.prelu(layers.dense(layers.averagePool(map), 'pooled', { units: 5 }), 'pooled.prelu'),
    0.2,
  )
  return { embedding, attention, pooled, map }
}
