import * as tf from '@tensorflow/tfjs-core'
import { sumLeading } from '#gradients/sum-leading.ts'

/**
 * A convolution of each channel with a kernel as large as the map. Its gradients are plain products, where those of any kernel
 * would go through the taps one by one.
 *
 * @param map [batch, height, width, channels]
 * @param filter [height, width, channels, 1]
 * @returns [batch, 1, 1, channels]
 */
export function globalDepthwise(map: tf.Tensor4D, filter: tf.Tensor4D): tf.Tensor {
  const [, height, width, channels] = map.shape
  return tf.customGrad((...inputs) => {
    const [x, w, save] = inputs as unknown as [tf.Tensor4D, tf.Tensor4D, tf.GradSaveFunc]
    save([x, w])
    return {
      value: tf.depthwiseConv2d(x, w, 1, 'valid'),
      gradFunc: (dy, saved) => {
        const gradient = Array.isArray(dy) ? dy[0]! : dy
        const [kept, weights] = saved as [tf.Tensor, tf.Tensor]
        const ofMap = tf.mul(gradient, tf.reshape(weights, [height, width, channels]))
        const products = tf.reshape(tf.mul(kept, gradient), [-1, height * width * channels])
        return [ofMap, tf.reshape(sumLeading(products), weights.shape)]
      },
    }
  })(map, filter)
}
