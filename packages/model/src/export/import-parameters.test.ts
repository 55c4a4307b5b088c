import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Network } from '#layers/layers.ts'
import { outlineNetwork } from '#layers/shape-layers.ts'
import { faceNetwork } from '#network/face-network.ts'
import { allLayers } from '../../test/all-layers.ts'
import { randomParameters } from '../../test/random-parameters.ts'
import { openBackend } from '../backend/open-backend.ts'
import { exportNetwork } from './export-network.ts'
import { importParameters } from './import-parameters.ts'

beforeAll(() => openBackend('wasm'))

const side = [16, 16, 3]

describe('importParameters', () => {
  test('gives every number of every layer back', () => {
    const parameters = randomParameters(outlineNetwork(allLayers, side).parameters, 'import')
    const found = importParameters(allLayers, side, exportNetwork(allLayers, side, parameters, { name: 'all' }))
    expect(Object.keys(found).sort()).toEqual(Object.keys(parameters).sort())
    for (const [name, tensor] of Object.entries(found)) {
      expect(tensor.shape, name).toEqual(parameters[name]!.shape)
      expect(tensor.dataSync(), name).toEqual(parameters[name]!.dataSync())
    }
    tf.dispose([parameters, found])
  })

  test('leaves out what is new, and refuses another size', () => {
    const options = { backbone: 'tiny', side: 32, dimension: 8, dropout: 0 } as const
    const plain = faceNetwork({ ...options, refinement: null })
    const parameters = randomParameters(outlineNetwork(plain, [32, 32, 3]).parameters, 'plain')
    const bytes = exportNetwork(plain, [32, 32, 3], parameters, { name: 'plain' })
    const refinement = { blocks: 1, heads: 4, position: true, residual: true, expansion: 2 }
    const found = importParameters(faceNetwork({ ...options, refinement }), [32, 32, 3], bytes)
    expect(Object.keys(found).sort()).toEqual(Object.keys(parameters).sort())
    const other = faceNetwork({ ...options, dimension: 16, refinement: null })
    expect(() => importParameters(other, [32, 32, 3], bytes)).toThrow(
      expect.objectContaining({ code: 'other-architecture', message: expect.stringMatching(/instead of/) }),
    )
    const alone: Network<'y'> = (layers, x) => ({ y: layers.convolution(x, 'alone', { filters: 2, kernel: 3 }) })
    expect(() => importParameters(alone, side, bytes)).toThrow(/none of its layers/)
    tf.dispose([parameters, found])
  })
})
