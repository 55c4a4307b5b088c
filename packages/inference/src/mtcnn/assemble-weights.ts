import { InferenceError } from '../error.ts'
import { type NpyArray, readNpyDictionary } from '../npy/read-npy-dictionary.ts'
import { type MtcnnLayer, mtcnnNetworks } from './networks.ts'

/**
 * Puts the weights of the three networks, which are published as a .npy file each, into the file that is converted.
 *
 * @param files of the first, second and third network, dictionaries of arrays with PyTorch's names
 * @throws InferenceError `bad-archive`
 */
export function assembleMtcnnWeights(files: readonly Uint8Array[]): Uint8Array {
  const numbers = mtcnnNetworks.flatMap(({ name, trunk, heads }, i) => {
    const arrays = readOrThrow(name, files[i] ?? new Uint8Array())
    const take = (key: string, shape: readonly number[]) => {
      const found = arrays.get(key)
      if (found?.shape.join() === shape.join()) return found.values
      throw new InferenceError({
        code: 'bad-archive',
        message: `Expected ${name}.npy to hold ${key} of shape ${shape.join('×')} but it holds ${found === undefined ? [...arrays.keys()].join(', ') : found.shape.join('×')}`,
        details: { network: name, key },
      })
    }
    const layer = (prefix: string, { name: of, shape }: MtcnnLayer) => [
      take(`${prefix}${of}.weight`, shape),
      take(`${prefix}${of}.bias`, [shape[0]]),
    ]
    return [
      ...trunk.flatMap((step) => [
        ...layer('features.', step.layer),
        take(`features.${step.layer.name.replace('conv', 'prelu')}.weight`, [step.layer.shape[0]]),
      ]),
      ...heads.flatMap((head) => layer('', head.layer)),
    ]
  })
  const all = new Float32Array(numbers.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const values of numbers) {
    all.set(values, at)
    at += values.length
  }
  return new Uint8Array(all.buffer)
}

function readOrThrow(network: string, file: Uint8Array): Map<string, NpyArray> {
  try {
    return readNpyDictionary(file)
  } catch (cause) {
    throw new InferenceError({
      code: 'bad-archive',
      message: `Expected ${network}.npy to be a dictionary of arrays but ${cause instanceof Error ? cause.message : String(cause)}`,
      details: { network },
      cause,
    })
  }
}
