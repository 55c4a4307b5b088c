/**
 * Back ends of TensorFlow.js, the fastest first. `tensorflow-gpu` and `tensorflow` are the native library by the packages
 * @tensorflow/tfjs-node-gpu and @tensorflow/tfjs-node, `webgpu` is Dawn by the packages webgpu and
 * @tensorflow/tfjs-backend-webgpu: none of them is a dependency, because they download or weigh hundreds of megabytes;
 * they are used where a user has installed them.
 */
export const backendNames = ['tensorflow-gpu', 'tensorflow', 'webgpu', 'wasm', 'cpu'] as const

export type BackendName = (typeof backendNames)[number]
