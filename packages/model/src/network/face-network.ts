import type { Network } from '#layers/layers.ts'
import { outlineNetwork } from '#layers/shape-layers.ts'
import { type BackboneName, backbone } from './backbone.ts'
import { embeddingHead } from './embedding-head.ts'
import { type RefinementOptions, refine } from './refinement.ts'

export interface FaceNetworkOptions {
  readonly backbone: BackboneName
  /** Pixels of the square input. */
  readonly side: number
  /** Numbers of an embedding. */
  readonly dimension: number
  /** Share in [0, 1) of the refined map that is left out while training. */
  readonly dropout: number
  /** null for a plain ArcFace network. */
  readonly refinement: RefinementOptions | null
}

/**
 * Backbone, refinement layer where there is one, and the embedding.
 *
 * @returns a network with the output `embedding` [batch, dimension] and, with refinement, `attention`
 */
export function faceNetwork(options: FaceNetworkOptions): Network<'embedding' | 'attention'> | Network<'embedding'> {
  const { refinement, side } = options
  if (refinement === null) {
    return (layers, x) => ({ embedding: embeddingHead(layers, backbone(layers, x, options.backbone), options) })
  }
  const { map: size } = outlineNetwork(
    (layers, x) => ({ map: backbone(layers, x, options.backbone) }),
    [side, side, 3],
  ).outputs
  const [height, width, channels] = size as [number, number, number]
  return (layers, x) => {
    const { map, attention } = refine(
      layers,
      backbone(layers, x, options.backbone),
      { height, width, channels },
      refinement,
    )
    return { embedding: embeddingHead(layers, map, options), attention }
  }
}
