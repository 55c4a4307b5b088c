import * as tf from '@tensorflow/tfjs-core'
import { elementwiseGradients } from './elementwise.ts'
import { productGradients } from './products.ts'
import { shapingGradients } from './shaping.ts'

/**
 * Makes the operations that this package uses differentiable. TensorFlow.js keeps its own gradients in files that Node cannot
 * load without the whole library (150 MB with WebGL and layers); these are also faster in WebAssembly.
 */
export function registerGradients(): void {
  for (const config of [...elementwiseGradients, ...shapingGradients, ...productGradients]) tf.registerGradient(config)
}
