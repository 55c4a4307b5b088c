import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { maskmirror, startMaskmirror, temporaryFolder } from './maskmirror.ts'

/** A network so small that it learns nothing, but goes through everything. */
const config = {
  data: { kind: 'generated', people: 3, picturesPerPerson: 2, developmentPeople: 2, developmentPicturesPerPerson: 2 },
  training: {
    name: 'small',
    steps: 8,
    batch: 2,
    network: { backbone: 'tiny', side: 32, dimension: 8, refinement: {} },
    attention: {},
    mask: {},
    validation: { every: 2 },
  },
}

test('train makes a model, and the same one after it was killed', async () => {
  await using folder = await temporaryFolder()
  const file = join(folder.path, 'small.json')
  await writeFile(file, JSON.stringify(config))
  const train = (out: string) => [
    ...['train', file, '--out', join(folder.path, out), '--backend', 'wasm'],
    ...['--data-dir', join(folder.path, 'data')],
  ]
  const whole = await maskmirror(train('whole'))
  expect(whole).toMatchObject({ code: 0, stdout: `${join(folder.path, 'whole', 'small.onnx')}\n` })
  expect(whole.stderr).toMatch(/computes with wasm: WebAssembly with SIMD, 1 thread/)
  expect(whole.stderr).toMatch(/step 8: loss \d+\.\d+, FNMR bare [\d.]+ %, masked [\d.]+ %/)

  const killed = startMaskmirror(train('killed'))
  killed.onOutput((printed) => {
    if (printed.includes('step 4:')) killed.kill('SIGKILL')
  })
  expect((await killed.ended).signal).toBe('SIGKILL')
  expect((await maskmirror(train('killed'))).code).toBe(0)
  for (const name of ['small.onnx', 'small.card.json', 'metrics.jsonl', 'last.checkpoint']) {
    const [one, other] = await Promise.all(['whole', 'killed'].map((out) => readFile(join(folder.path, out, name))))
    expect(one!.equals(other!), name).toBe(true)
  }
}, 600_000)

test('train says what is wrong with a configuration and with a back end', async () => {
  await using folder = await temporaryFolder()
  const file = join(folder.path, 'wrong.json')
  await writeFile(file, JSON.stringify({ ...config, training: { ...config.training, network: {} } }))
  const wrong = await maskmirror(['train', file, '--out', join(folder.path, 'out')])
  expect(wrong).toMatchObject({ code: 1, stdout: '' })
  expect(wrong.stderr).toContain('expected network.refinement where attention is aligned')
  await writeFile(file, JSON.stringify(config))
  const missing = await maskmirror(['train', file, '--out', join(folder.path, 'out'), '--backend', 'tensorflow-gpu'])
  expect(missing.code).toBe(1)
  expect(missing.stderr).toContain('@tensorflow/tfjs-node-gpu is not installed')
}, 600_000)

test('train learns from a cache of faces, tells how long it waited, and names a damaged shard', async () => {
  await using folder = await temporaryFolder()
  const data = ['--data-dir', join(folder.path, 'data')]
  const cache = join(folder.path, 'cache')
  const made = await maskmirror(['datasets', 'cache', 'demo', '--out', cache, '--side', '32', ...data])
  expect(made.code, made.stderr).toBe(0)
  const file = join(folder.path, 'small.json')
  const training = { ...config.training, steps: 3, validation: { every: 3 } }
  await writeFile(file, JSON.stringify({ data: { kind: 'folder', pictures: cache }, training }))
  const train = (out: string) => ['train', file, '--out', join(folder.path, out), '--backend', 'wasm', ...data]
  const trained = await maskmirror(train('trained'))
  expect(trained.code, trained.stderr).toBe(0)
  expect(trained.stderr).toMatch(/Trained after 3 steps.*waited for pictures [\d.]+ % of the time/)
  const times = (await readFile(join(folder.path, 'trained', 'timing.jsonl'), 'utf8')).trim().split('\n')
  expect(times.map((line) => JSON.parse(line).step)).toEqual([0, 1, 2])

  const shard = join(cache, 'shards', '000000.faces')
  const bytes = await readFile(shard)
  // in every record
  for (let byte = 2000; byte < bytes.length - 60_000; byte += 3000) bytes[byte]! ^= 1
  await writeFile(shard, bytes)
  const damaged = await maskmirror(train('damaged'))
  expect(damaged).toMatchObject({ code: 1, stdout: '' })
  expect(damaged.stderr).toMatch(/shards\/000000\.faces, byte \d+: expected the checksum .* datasets cache makes anew/)
}, 600_000)
