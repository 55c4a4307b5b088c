import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { maskmirror, temporaryFolder } from './maskmirror.ts'

interface Study {
  readonly systems: readonly { readonly name: string; readonly learned: { readonly steps: number } | null }[]
  readonly evaluations: readonly {
    readonly runs: Readonly<Record<string, string>>
    readonly rows: readonly { readonly system: string; readonly setting: string; readonly eer: number }[]
    readonly differences: readonly { readonly system: string; readonly pHolm: number; readonly pValue: number }[]
  }[]
}

test('study adapts, measures and compares, and the same call takes what is done', async () => {
  await using folder = await temporaryFolder()
  const at = (name: string) => join(folder.path, name)
  const data = ['--data-dir', at('data')]
  const training = { name: 'small', steps: 1, batch: 2, network: { backbone: 'tiny', dimension: 8 } }
  const people = { people: 2, picturesPerPerson: 1, developmentPeople: 2, developmentPicturesPerPerson: 2 }
  await writeFile(at('train.json'), JSON.stringify({ data: { kind: 'generated', ...people }, training }))
  const trained = await maskmirror(['train', at('train.json'), '--out', at('small'), '--backend', 'wasm', ...data])
  expect(trained.code, trained.stderr).toBe(0)
  const backbone = at('small/small.onnx')

  const maps = await maskmirror(['adapt', '--backbone', backbone, '--list-maps', ...data])
  const lines = maps.stdout.trim().split('\n')
  expect(lines.at(-1)).toMatch(/^\S+ 7×7×96, \d+ layers with [\d.]+ million numbers behind it$/)
  const featureMap = lines.at(-1)!.split(' ')[0]

  const adaptation = {
    data: { identities: [{ dataset: 'demo' }], masks: 1 },
    training: { steps: 2, batch: 4, learningRate: { base: 0.001 }, validation: { every: 1 } },
  }
  await writeFile(
    at('adapt.json'),
    JSON.stringify({ ...adaptation, training: { ...adaptation.training, name: 'one' } }),
  )
  const adapt = ['adapt', at('adapt.json'), '--backbone', backbone, '--out', at('one'), ...data]
  const wrong = await maskmirror([...adapt, '--feature-map', 'conv'])
  expect(wrong.code).toBe(1)
  expect(wrong.stderr).toContain(`received "conv". It has:`)
  expect(wrong.stderr).toContain(`${featureMap} 7×7×96`)

  const study = {
    name: 'small-study',
    adaptation: { ...adaptation, backbone, featureMap },
    systems: [
      { name: 'before', model: backbone },
      { name: 'refined', adapt: { network: { refinement: {} }, attention: {} } },
      { name: 'lbp', model: 'lbp' },
    ],
    evaluations: [{ name: 'demo', dataset: 'demo', settings: ['umr-ump', 'umr-mp'], maxGenuine: 20, maxImpostor: 60 }],
  }
  await writeFile(at('study.json'), JSON.stringify(study))
  const run = () => maskmirror(['study', at('study.json'), '--out', at('out'), '--backend', 'wasm', ...data])
  const first = await run()
  expect(first.code, first.stderr).toBe(0)
  expect(first.stdout).toContain('demo, UMR-MP: ')
  const text = await readFile(at('out/study.json'), 'utf8')
  const { systems, evaluations } = JSON.parse(text) as Study
  expect(systems.map(({ name, learned }) => [name, learned?.steps ?? null])).toEqual([
    ['before', null],
    ['refined', 2],
    ['lbp', null],
  ])
  const [demo] = evaluations
  expect(demo!.rows.map(({ system, setting }) => `${system} ${setting}`)).toEqual(
    ['before', 'refined', 'lbp'].flatMap((system) => [`${system} umr-ump`, `${system} umr-mp`]),
  )
  expect(new Set(demo!.differences.map(({ system }) => system))).toEqual(new Set(['refined', 'lbp']))
  for (const { pHolm, pValue } of demo!.differences) expect(pHolm).toBeGreaterThanOrEqual(pValue)
  expect(await readFile(at('out/study.md'), 'utf8')).toContain('| refined | ')

  const again = await run()
  expect(again.stderr).toContain('(known: what is computed is used)')
  expect(await readFile(at('out/study.json'), 'utf8')).toBe(text)
}, 600_000)

test('a study says what is wrong with its file', async () => {
  await using folder = await temporaryFolder()
  const path = join(folder.path, 'study.json')
  const study = { name: 'wrong', systems: [{ name: 'a', adapt: { steps: 'many' } }], evaluations: [] }
  await writeFile(path, JSON.stringify(study))
  const { code, stderr } = await maskmirror(['study', path, '--out', join(folder.path, 'out')])
  expect(code).toBe(1)
  expect(stderr).toContain(`Expected a study at ${path} but:`)
  expect(stderr).toContain('evaluations')
}, 60_000)
