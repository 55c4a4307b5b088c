// Plain JavaScript, so that a worker thread starts without a TypeScript loader.
// One ONNX Runtime session per model, and the answers to the messages of runtime.ts.
import { InferenceSession, Tensor } from 'onnxruntime-node'

/** @param {readonly import('onnxruntime-node').InferenceSession.ValueMetadata[]} values */
const describe = (values) =>
  values.map((value) =>
    value.isTensor
      ? { name: value.name, type: value.type, shape: [...value.shape] }
      : { name: value.name, type: 'not a tensor', shape: [] },
  )

/** @param {number} threads inside one run */
export function createSessionHandlers(threads) {
  /** @type {Map<number, InferenceSession>} */
  const sessions = new Map()

  const options = {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    // errors are thrown to the caller; the native log would only repeat them on stderr
    logSeverityLevel: /** @type {const} */ (4),
    // idle threads sleep instead of burning the time of the other workers
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  }

  /** @type {Record<string, (message: any) => Promise<{ value: unknown, transfer?: ArrayBuffer[] }>>} */
  const handlers = {
    async open({ session, path }) {
      const opened = await InferenceSession.create(path, options)
      sessions.set(session, opened)
      return { value: { inputs: describe(opened.inputMetadata), outputs: describe(opened.outputMetadata) } }
    },
    async run({ session, feeds, outputs }) {
      const opened = /** @type {InferenceSession} */ (sessions.get(session))
      /** @type {Record<string, Tensor>} */
      const tensors = {}
      for (const [name, { data, dims }] of Object.entries(feeds)) tensors[name] = new Tensor('float32', data, dims)
      const results = await opened.run(tensors, outputs)
      /** @type {Record<string, unknown>} */
      const value = {}
      // the inputs go back, to be filled again
      const inputs = Object.values(feeds).map((tensor) => tensor.data.buffer)
      const transfer = [...inputs]
      for (const [name, tensor] of Object.entries(results)) {
        if (tensor.type !== 'float32') throw new Error(`output ${name} is ${tensor.type}, not float32`)
        const data = /** @type {Float32Array} */ (tensor.data).slice() // native memory cannot be transferred
        value[name] = { data, dims: [...tensor.dims] }
        transfer.push(data.buffer)
        tensor.dispose()
      }
      return { value: { outputs: value, inputs }, transfer }
    },
    async repeat({ session, feeds, times }) {
      const opened = /** @type {InferenceSession} */ (sessions.get(session))
      /** @type {Record<string, Tensor>} */
      const tensors = {}
      for (const [name, { data, dims }] of Object.entries(feeds)) tensors[name] = new Tensor('float32', data, dims)
      for (let i = 0; i < times; i++) await opened.run(tensors)
      return { value: null }
    },
    async close({ session }) {
      const opened = sessions.get(session)
      sessions.delete(session)
      await opened?.release()
      return { value: null }
    },
    async 'close-all'() {
      const opened = [...sessions.values()]
      sessions.clear()
      for (const session of opened) await session.release()
      return { value: null }
    },
  }

  /** @param {{ kind: string }} message */
  return ({ kind, ...message }) => /** @type {NonNullable<typeof handlers[string]>} */ (handlers[kind])(message)
}
