/**
 * Fits the weights of `src/mask-evidence.ts` on half of the people and reports on the other half.
 *
 *     pnpm --filter @maskmirror/mask-mirror fit <folder with rmfvd, rmfrd, lfw> <folder with models>
 */
import { createHash } from 'node:crypto'
import { examineProbe } from '../src/examine-probe.ts'
import type { MaskEvidence } from '../src/mask-evidence.ts'
import { fitLogistic } from './logistic-regression.ts'
import { listPhotos, readFaces } from './read-faces.ts'

const [data, models] = process.argv.slice(2)
if (data === undefined || models === undefined)
  throw new Error('Expected two arguments: folder of photos, folder of models')

const { faces, failures } = await readFaces(await listPhotos(data), models)
const examples = faces.flatMap(({ dataset, person, masked, face }) => {
  const evidence = examineProbe(face)
  // a person is in the same half in every data set
  const development = createHash('sha256').update(person).digest()[0]! % 2 === 0
  return evidence.ok ? [{ dataset, masked, development, evidence: evidence.value.evidence }] : []
})
const names = Object.keys(examples[0]!.evidence) as (keyof MaskEvidence)[]
const rowOf = (evidence: MaskEvidence) => names.map((name) => evidence[name])
const development = examples.filter((example) => example.development)
const model = fitLogistic(
  development.map(({ evidence }) => rowOf(evidence)),
  development.map(({ masked }) => masked),
  { penalty: 1e-3, steps: 5000 },
)
const scoreOf = (evidence: MaskEvidence) =>
  rowOf(evidence).reduce((sum, value, j) => sum + value * model.weights[j]!, model.bias)

const lines = [
  `photos without a face: ${failures}; faces without evidence: ${faces.length - examples.length}`,
  `bias ${model.bias.toFixed(3)}`,
  ...names.map((name, j) => `${name} ${model.weights[j]!.toFixed(2)}`),
]
for (const dataset of ['rmfvd', 'rmfrd', 'lfw']) {
  for (const half of [true, false]) {
    for (const masked of [true, false]) {
      const group = examples.filter((e) => e.dataset === dataset && e.development === half && e.masked === masked)
      if (group.length === 0) continue
      const found = group.filter(({ evidence }) => scoreOf(evidence) >= 0).length
      const label = `${dataset} ${half ? 'development' : 'test'} ${masked ? 'masked' : 'bare'}`
      lines.push(
        `${label}: ${found} of ${group.length} taken for masked (${((100 * found) / group.length).toFixed(1)} %)`,
      )
    }
  }
}
process.stdout.write(`${lines.join('\n')}\n`)
