import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createRng } from '@maskmirror/core'
import { describe, expect, test } from 'vitest'
import { writeNpyDictionary } from '../../test/npy-dictionary-writer.ts'
import { temporaryFolder } from '../../test/tiny-models.ts'
import { builtInCards } from '../cards/built-in-cards.ts'
import { type MtcnnLayer, mtcnnNetworks } from '../mtcnn/networks.ts'
import { createModelRegistry } from './model-registry.ts'

/** Random weights as the three published files, by the end of their addresses, and all numbers in the order of the whole. */
function published() {
  const rng = createRng('pieces')
  const whole: Float32Array[] = []
  const files = new Map<string, Uint8Array>()
  for (const { name, trunk, heads } of mtcnnNetworks) {
    const arrays = new Map<string, { shape: readonly number[]; values: Float32Array }>()
    const add = (key: string, shape: readonly number[]) => {
      const values = Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => rng.normal())
      arrays.set(key, { shape, values })
      whole.push(values)
    }
    const layer = (prefix: string, { name: of, shape }: MtcnnLayer) => {
      add(`${prefix}${of}.weight`, shape)
      add(`${prefix}${of}.bias`, [shape[0]])
    }
    for (const step of trunk) {
      layer('features.', step.layer)
      add(`features.${step.layer.name.replace('conv', 'prelu')}.weight`, [step.layer.shape[0]])
    }
    for (const head of heads) layer('', head.layer)
    files.set(`${name}.npy`, writeNpyDictionary(new Map([...arrays].reverse()))) // their order does not matter
  }
  return { files, whole: Buffer.concat(whole.map((values) => new Uint8Array(values.buffer))) }
}

function registryOf(directory: string, files: ReadonlyMap<string, Uint8Array>, whole: Uint8Array) {
  const card = builtInCards().find(({ name }) => name === 'mtcnn')!
  const sha256 = createHash('sha256').update(whole).digest('hex')
  const asked: string[] = []
  const answer = async (address: Parameters<typeof fetch>[0]) => {
    asked.push(String(address))
    const file = files.get(String(address).split('/').at(-1)!)
    return file === undefined ? new Response(null, { status: 404 }) : new Response(Buffer.from(file))
  }
  const cards = [{ ...card, file: { ...card.file, bytes: whole.length, sha256 } }]
  return { registry: createModelRegistry({ directories: [directory], cards, fetch: answer }), asked, sha256 }
}

describe('a model that is published in pieces', () => {
  test('is put together, checked as a whole and converted', async () => {
    await using folder = await temporaryFolder()
    const { files, whole } = published()
    const { registry, asked, sha256 } = registryOf(folder.path, files, whole)
    let done = 0
    const model = await registry.pull('mtcnn', {
      onProgress: (progress) => {
        done = progress.done
      },
    })
    expect(model.sha256).toBe(sha256)
    expect(whole.equals(await readFile(join(folder.path, 'mtcnn.bin')))).toBe(true)
    expect((await readdir(folder.path)).sort()).toEqual(['converted', 'mtcnn.bin'])
    expect(asked).toHaveLength(3)
    expect(done).toBeGreaterThanOrEqual(whole.length)
    await registry.pull('mtcnn')
    expect(asked).toHaveLength(3)
  })

  test('says which piece is something else, and asks for all of them the next time', async () => {
    await using folder = await temporaryFolder()
    const { files, whole } = published()
    const wrong = new Map([...files, ['rnet.npy', new TextEncoder().encode('<html>not found</html>')]])
    await expect(registryOf(folder.path, wrong, whole).registry.pull('mtcnn')).rejects.toMatchObject({
      code: 'bad-archive',
      message: expect.stringMatching(/Expected rnet\.npy to be a dictionary of arrays but it is no \.npy file/),
    })
    const swapped = new Map([...files, ['rnet.npy', files.get('onet.npy')!]])
    await expect(registryOf(folder.path, swapped, whole).registry.pull('mtcnn')).rejects.toThrow(
      /Expected rnet\.npy to hold features\.conv1\.weight of shape 28×3×3×3 but it holds 32×3×3×3/,
    )
    expect(await readdir(folder.path)).toEqual([])
    const { registry, asked } = registryOf(folder.path, files, whole)
    await registry.pull('mtcnn')
    expect(asked).toHaveLength(3)
  })

  test('a missing piece leaves the others for the next pull', async () => {
    await using folder = await temporaryFolder()
    const { files, whole } = published()
    const missing = new Map([...files].filter(([name]) => name !== 'onet.npy'))
    await expect(registryOf(folder.path, missing, whole).registry.pull('mtcnn')).rejects.toMatchObject({
      code: 'download-failed',
    })
    expect((await readdir(folder.path)).sort()).toEqual(['mtcnn.bin.part.1', 'mtcnn.bin.part.2'])
  })

  test('weights put together elsewhere need no network', async () => {
    await using folder = await temporaryFolder()
    const { whole } = published()
    await writeFile(join(folder.path, 'mtcnn.bin'), whole)
    const { registry, asked } = registryOf(folder.path, new Map(), whole)
    expect((await registry.resolve('mtcnn')).path).toMatch(/mtcnn-[0-9a-f]{64}-v1\.onnx$/)
    expect(asked).toEqual([])
  })
})
