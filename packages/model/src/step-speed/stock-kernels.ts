import * as tf from '@tensorflow/tfjs-core'
import { openBackend } from '../backend/open-backend.ts'
import { registerGradientKernels } from '../backend/register-gradient-kernels.ts'

/**
 * Opens the WebAssembly back end so that one can compare its own gradients of convolutions with ours. TensorFlow.js has no
 * kernel there for the gradient of a filter; `stock` borrows the one of its JavaScript back end, without which nothing trains.
 *
 * @returns `use` changes kernels; call this before any other code opens the back end, because that replaces the stock kernels
 */
export async function openStockKernels(): Promise<{ use: (kernels: 'stock' | 'ours') => void }> {
  await import('@tensorflow/tfjs-backend-wasm')
  await import('@tensorflow/tfjs-backend-cpu')
  const stockInput = tf.getKernel(tf.Conv2DBackpropInput, 'wasm')
  await openBackend('wasm')
  return {
    use: (kernels) => {
      if (kernels === 'ours') return registerGradientKernels('wasm')
      for (const config of [stockInput, borrowed(tf.Conv2DBackpropFilter)]) {
        tf.unregisterKernel(config.kernelName, 'wasm')
        tf.registerKernel(config)
      }
    },
  }
}

interface JavaScriptBackend {
  makeTensorInfo(shape: readonly number[], dtype: string, values: tf.TypedArray): tf.TensorInfo
  readSync(dataId: tf.DataId): tf.TypedArray
  disposeData(dataId: tf.DataId): void
}

/** A kernel of the JavaScript back end on tensors of the WebAssembly back end. */
function borrowed(kernelName: string): tf.KernelConfig {
  const { kernelFunc } = tf.getKernel(kernelName, 'cpu')
  const backend = tf.findBackend('cpu') as unknown as JavaScriptBackend
  return {
    kernelName,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs }) => {
      const copies = Object.fromEntries(
        Object.entries(inputs as tf.NamedTensorMap).map(([name, tensor]) => [
          name,
          backend.makeTensorInfo(tensor.shape, 'float32', tensor.dataSync()),
        ]),
      )
      const output = kernelFunc({ inputs: copies, backend, ...(attrs === undefined ? {} : { attrs }) }) as tf.TensorInfo
      const result = tf.tensor(backend.readSync(output.dataId), output.shape)
      for (const { dataId } of [...Object.values(copies), output]) backend.disposeData(dataId)
      return result
    },
  }
}
