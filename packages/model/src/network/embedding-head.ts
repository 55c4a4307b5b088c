import type { Layers } from '#layers/layers.ts'

/**
 * ArcFace's output "E": normalisation, dropout, a full connection, normalisation without a factor.
 *
 * @param map [batch, height, width, channels]
 * @param options.dimension numbers of an embedding
 * @param options.dropout share in [0, 1)
 * @returns [batch, dimension], not of unit length
 */
export function embeddingHead<Value>(
  layers: Layers<Value>,
  map: Value,
  options: { readonly dimension: number; readonly dropout: number },
): Value {
  const flat = layers.flatten(layers.batchNorm(map, 'embedding.norm1'))
  const dropped = layers.dropout(flat, 'embedding.dropout', options.dropout)
  const vector = layers.dense(dropped, 'embedding.dense', { units: options.dimension })
  return layers.batchNorm(vector, 'embedding.norm2', { scale: false })
}
