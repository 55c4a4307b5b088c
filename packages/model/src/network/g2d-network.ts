import type { Layers, Network } from '#layers/layers.ts'
import { embeddingHead } from './embedding-head.ts'
import { type RefinementOptions, refine } from './refinement.ts'
import { improvedUnit } from './residual-units.ts'

export interface G2dNetworkOptions {
  /** Pixels of the square input. */
  readonly side: number
  /** Numbers of an embedding. */
  readonly dimension: number
  /** Share in [0, 1) of the reformed map that is left out while training. */
  readonly dropout: number
  readonly encoder: Omit<RefinementOptions, 'residual'> & {
    /** Channels, each behind a halving of the picture. */
    readonly filters: readonly number[]
    /** Residual units behind each halving but the first. */
    readonly units: number
  }
  readonly reformer: { readonly filters: number; readonly units: number }
}

/** The parts of the system, to be learned one after the other. */
export interface G2dParts {
  /** Pixels of the square that one position of the encoder's map says. */
  readonly patch: number
  /** Encoder's map, [height, width, channels]. */
  readonly map: readonly [number, number, number]
  readonly encoder: Network<'map'>
  /** From the encoder's map to the picture: each position says the values of its patch, row by row. */
  readonly decoder: Network<'patches'>
  /** From the encoder's map to the embedding. */
  readonly reformer: Network<'embedding'>
}

/** @returns parts whose parameters begin with `encoder.` or `refinement.`, `decoder.`, and `reformer.` or `embedding.` */
export function g2dParts(options: G2dNetworkOptions): G2dParts {
  const { side, encoder, reformer } = options
  const patch = 2 ** encoder.filters.length
  const channels = encoder.filters.at(-1)!
  const map = [side / patch, side / patch, channels] as const
  const [height, width] = map
  return {
    patch,
    map,
    encoder: (layers, x) => ({
      map: refine(layers, convolutions(layers, x, encoder), { height, width, channels }, { ...encoder, residual: true })
        .map,
    }),
    decoder: (layers, x) => {
      const mixed = layers.convolution(x, 'decoder.convolution', { filters: channels, kernel: 3 })
      const shaped = layers.prelu(layers.batchNorm(mixed, 'decoder.norm'), 'decoder.prelu')
      return {
        patches: layers.convolution(shaped, 'decoder.patches', { filters: 3 * patch ** 2, kernel: 1, bias: true }),
      }
    },
    reformer: (layers, x) => {
      let y = x
      for (let i = 1; i <= reformer.units; i++) {
        y = improvedUnit(layers, y, `reformer.unit${i}`, {
          channels: i === 1 ? channels : reformer.filters,
          filters: reformer.filters,
          stride: i === 1 ? 2 : 1,
        })
      }
      return { embedding: embeddingHead(layers, y, options) }
    },
  }
}

/** Encoder and reformer as one network from the picture, as it is used. */
export function g2dNetwork(options: G2dNetworkOptions): Network<'embedding'> {
  const { encoder, reformer } = g2dParts(options)
  return (layers, x) => reformer(layers, encoder(layers, x).map)
}

function convolutions<Value>(
  layers: Layers<Value>,
  x: Value,
  { filters, units }: Pick<G2dNetworkOptions['encoder'], 'filters' | 'units'>,
): Value {
  let y = layers.convolution(x, 'encoder.stem', { filters: filters[0]!, kernel: 3, stride: 2 })
  y = layers.prelu(layers.batchNorm(y, 'encoder.stem.norm'), 'encoder.stem.prelu')
  for (const [i, count] of filters.entries()) {
    if (i === 0) continue
    for (let j = 1; j <= units; j++) {
      y = improvedUnit(layers, y, `encoder.stage${i + 1}.unit${j}`, {
        channels: j === 1 ? filters[i - 1]! : count,
        filters: count,
        stride: j === 1 ? 2 : 1,
      })
    }
  }
  return y
}
