import * as tf from '@tensorflow/tfjs-core'

/** Numbers held between two bounds; a gradient passes where they were not held. */
export function clamp(x: tf.Tensor, least: number, most: number): tf.Tensor {
  return tf.customGrad((...inputs) => {
    const [values, save] = inputs as unknown as [tf.Tensor, tf.GradSaveFunc]
    const held = tf.clipByValue(values, least, most)
    save([values, held])
    return {
      value: held,
      // compared with each other, not with the bounds: in WebAssembly, operations that repeat a number are four times slower
      gradFunc: (dy, saved) =>
        tf.mul(Array.isArray(dy) ? dy[0]! : dy, tf.cast(tf.equal(saved[0]!, saved[1]!), 'float32')),
    }
  })(x)
}
