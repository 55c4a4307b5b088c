import type { Layers } from '#layers/layers.ts'

export interface RefinementOptions {
  /** Transformer blocks, ≥ 1. */
  readonly blocks: number
  /** Heads of attention; they divide the channels. */
  readonly heads: number
  /** Whether positions have learned vectors; without them, attention cannot tell where a position lies. */
  readonly position: boolean
  /** Whether each part adds to what came in, or replaces it. */
  readonly residual: boolean
  /** Width between the two dense layers, as a multiple of the channels; 0 for no such layers. */
  readonly expansion: number
}

/**
 * The refinement layer: self-attention over the positions of a feature map, so that what one region lacks is taken from others.
 * Normalised before each part, as transformers are trained most easily.
 *
 * @param map [batch, height, width, channels]
 * @returns a map of the same shape, and the attention [batch, heads, height·width, height·width] of the last block
 */
export function refine<Value>(
  layers: Layers<Value>,
  map: Value,
  size: { readonly height: number; readonly width: number; readonly channels: number },
  options: RefinementOptions,
): { map: Value; attention: Value } {
  const { height, width, channels } = size
  const join = (before: Value, after: Value) => (options.residual ? layers.add(before, after) : after)
  let tokens = layers.toTokens(map)
  if (options.position) tokens = layers.addPosition(tokens, 'refinement.position')
  const block = (name: string): Value => {
    const taken = layers.selfAttention(layers.layerNorm(tokens, `${name}.norm1`), `${name}.attention`, options)
    tokens = join(tokens, taken.tokens)
    if (options.expansion > 0) {
      const wide = layers.dense(layers.layerNorm(tokens, `${name}.norm2`), `${name}.dense1`, {
        units: Math.round(channels * options.expansion),
      })
      tokens = join(tokens, layers.dense(layers.gelu(wide), `${name}.dense2`, { units: channels }))
    }
    return taken.attention
  }
  let attention = block('refinement.block1')
  for (let i = 2; i <= options.blocks; i++) attention = block(`refinement.block${i}`)
  return { map: layers.toMap(tokens, height, width), attention }
}
