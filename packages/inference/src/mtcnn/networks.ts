/** A layer with weights, in the order of the file; each but the last ones is followed by one slope a channel (PReLU). */
export type MtcnnLayer =
  | { readonly kind: 'convolution'; readonly name: string; readonly shape: readonly [number, number, number, number] }
  | { readonly kind: 'dense'; readonly name: string; readonly shape: readonly [out: number, from: number] }

/** Max pooling after a layer; where it does not fit, the last window is cut off at the border. */
interface Pooling {
  readonly side: number
  readonly stride: 2
}

/** One of the three networks (Zhang, Zhang, Li & Qiao 2016). */
export interface MtcnnNetwork {
  readonly name: 'pnet' | 'rnet' | 'onet'
  /** Side of the input in pixels; null: any, the network is moved over the picture. */
  readonly side: number | null
  readonly trunk: readonly { readonly layer: MtcnnLayer; readonly pool: Pooling | null }[]
  readonly heads: readonly { readonly layer: MtcnnLayer; readonly output: 'scores' | 'offsets' | 'points' }[]
}

const conv = (name: string, out: number, from: number, side: number): MtcnnLayer => ({
  kind: 'convolution',
  name,
  shape: [out, from, side, side],
})
const dense = (name: string, out: number, from: number): MtcnnLayer => ({ kind: 'dense', name, shape: [out, from] })
const pool = (side: number): Pooling => ({ side, stride: 2 })

/** In the order in which their weights stand in the file. */
export const mtcnnNetworks: readonly MtcnnNetwork[] = [
  {
    name: 'pnet',
    side: null,
    trunk: [
      { layer: conv('conv1', 10, 3, 3), pool: pool(2) },
      { layer: conv('conv2', 16, 10, 3), pool: null },
      { layer: conv('conv3', 32, 16, 3), pool: null },
    ],
    heads: [
      { layer: conv('conv4_1', 2, 32, 1), output: 'scores' },
      { layer: conv('conv4_2', 4, 32, 1), output: 'offsets' },
    ],
  },
  {
    name: 'rnet',
    side: 24,
    trunk: [
      { layer: conv('conv1', 28, 3, 3), pool: pool(3) },
      { layer: conv('conv2', 48, 28, 3), pool: pool(3) },
      { layer: conv('conv3', 64, 48, 2), pool: null },
      { layer: dense('conv4', 128, 576), pool: null },
    ],
    heads: [
      { layer: dense('conv5_1', 2, 128), output: 'scores' },
      { layer: dense('conv5_2', 4, 128), output: 'offsets' },
    ],
  },
  {
    name: 'onet',
    side: 48,
    trunk: [
      { layer: conv('conv1', 32, 3, 3), pool: pool(3) },
      { layer: conv('conv2', 64, 32, 3), pool: pool(3) },
      { layer: conv('conv3', 64, 64, 3), pool: pool(2) },
      { layer: conv('conv4', 128, 64, 2), pool: null },
      { layer: dense('conv5', 256, 1152), pool: null },
    ],
    heads: [
      { layer: dense('conv6_1', 2, 256), output: 'scores' },
      { layer: dense('conv6_2', 4, 256), output: 'offsets' },
      { layer: dense('conv6_3', 10, 256), output: 'points' },
    ],
  },
]
