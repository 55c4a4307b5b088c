import * as tf from '@tensorflow/tfjs-core'
import { registerGradients } from '#gradients/register-gradients.ts'
import { ModelError } from '../error.ts'
import { type BackendName, backendNames } from './backend-name.ts'
import { registerGradientKernels } from './register-gradient-kernels.ts'

/** The back end in use, for people and for records of runs. */
export interface Backend {
  readonly name: BackendName
  /** One sentence: what computes, with which instructions and how many threads. */
  readonly description: string
  /** Back ends that come before it and why each is not in use; empty when one was asked for. */
  readonly passedOver: readonly { readonly name: BackendName; readonly reason: string }[]
}

/**
 * Chooses what TensorFlow.js computes with, for the whole process: the library itself keeps one back end at a time.
 *
 * @param wanted one back end, or `auto` for the first that works in the order of `backendNames`
 * @throws ModelError `backend-missing` when the one that is asked for does not work here
 */
export async function openBackend(wanted: BackendName | 'auto' = 'auto'): Promise<Backend> {
  const passedOver: { name: BackendName; reason: string }[] = []
  tf.enableProdMode() // otherwise the library advises on the console to install another back end
  registerGradients()
  for (const name of wanted === 'auto' ? backendNames : [wanted]) {
    try {
      return { name, description: await openers[name](), passedOver }
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message.split('\n')[0]! : String(cause)
      if (wanted === 'auto') passedOver.push({ name, reason })
      else {
        throw new ModelError({
          code: 'backend-missing',
          message: `Expected the back end ${name} to work on this machine but: ${reason}`,
          details: { name },
          cause,
        })
      }
    }
  }
  throw new ModelError({
    code: 'backend-missing',
    message: `Expected one of ${backendNames.join(', ')} to work on this machine but none does`,
    details: { passedOver },
  })
}

const openers: Readonly<Record<BackendName, () => Promise<string>>> = {
  'tensorflow-gpu': () => openNative('@tensorflow/tfjs-node-gpu', 'TensorFlow on CUDA'),
  tensorflow: () => openNative('@tensorflow/tfjs-node', 'TensorFlow on the processor'),
  webgpu: openWebGpu,
  wasm: openWasm,
  cpu: async () => {
    await import('@tensorflow/tfjs-backend-cpu')
    await use('cpu')
    return 'plain JavaScript, 1 thread: for checks, not for training'
  },
}

async function openNative(packageName: string, description: string): Promise<string> {
  await importInstalled(packageName)
  await use('tensorflow')
  return `${description} (${packageName})`
}

async function openWebGpu(): Promise<string> {
  const dawn: { create(flags: string[]): object; globals: object } = await importInstalled('webgpu')
  Object.assign(globalThis, dawn.globals)
  const gpu = dawn.create([])
  // Node 21 and later have a `navigator` that cannot be assigned to but can be extended
  const navigator: object = Reflect.get(globalThis, 'navigator') ?? {}
  Object.defineProperty(navigator, 'gpu', { value: gpu, configurable: true })
  if (!('navigator' in globalThis)) Object.defineProperty(globalThis, 'navigator', { value: navigator })
  await importInstalled('@tensorflow/tfjs-backend-webgpu')
  await use('webgpu')
  const adapter = await (
    gpu as { requestAdapter(): Promise<{ info?: Record<string, string> } | null> }
  ).requestAdapter()
  const { vendor, architecture, device, description } = adapter?.info ?? {}
  return `WebGPU by Dawn on ${[vendor, architecture, device, description].filter(Boolean).join(' ') || 'an unnamed adapter'}`
}

async function openWasm(): Promise<string> {
  await import('@tensorflow/tfjs-backend-wasm')
  await use('wasm')
  registerGradientKernels('wasm')
  const simd = await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT')
  // TensorFlow.js starts its threads from an address that Node's workers do not take
  return `WebAssembly ${simd === true ? 'with' : 'without'} SIMD, 1 thread, our gradients of convolutions`
}

async function use(backendName: string): Promise<void> {
  if (!(await tf.setBackend(backendName))) throw new Error(`TensorFlow.js could not start its back end ${backendName}`)
}

/** @throws Error in one line when the package is not installed */
async function importInstalled<Module>(name: string): Promise<Module> {
  try {
    return await import(name)
  } catch (cause) {
    const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ERR_MODULE_NOT_FOUND'
    throw isMissing ? new Error(`${name} is not installed`, { cause }) : cause
  }
}
