import { openDatabase } from '@maskmirror/storage'
import { expect, test } from 'vitest'
import { createRunRecords } from '../src/run-records.ts'
import { type RunSpec, resultVersion } from '../src/run-spec.ts'

const hash = 'ab'.repeat(32)

const spec: RunSpec = {
  version: 1,
  dataset: { name: 'photos', kind: 'folder', checksum: hash },
  model: { name: 'lbp', sha256: hash, preprocessing: hash, assumed: false },
  faces: { source: 'exact', alignment: 'arcface112' },
  protocol: { masks: 'auto', people: 'all', maxGenuine: 10, maxImpostor: 20, seed: 1 },
  masks: { generator: 'mask-the-face', version: '1', seed: 1 },
  treatments: { version: '1' },
  settings: ['umr-ump'],
  thresholds: null,
  training: null,
  resultVersion: resultVersion - 1,
}

test('a result that an older version made is listed as outdated and breaks nothing', async () => {
  await using database = await openDatabase('memory://')
  const request = { dataset: 'photos', model: 'lbp', settings: ['umr-ump'] }
  const finish = { provenance: null, finishedAt: new Date() }
  await database.insertRun({ id: 'old', request, spec })
  await database.finishRun('old', { table: { version: 1 } }, finish)
  await database.insertRun({ id: 'waiting', request, spec })
  // of a layout that even the specification no longer has
  await database.insertRun({ id: 'ancient', request, spec: { version: 0 } })
  await database.finishRun('ancient', {}, finish)
  const records = createRunRecords(database, () => null)
  const listed = await records.list()
  expect(listed.map(({ id, outdated, eers }) => [id, outdated, eers]).sort()).toEqual([
    ['ancient', true, null],
    ['old', true, null],
    ['waiting', false, null],
  ])
  expect(await records.get('old')).toMatchObject({ status: 'succeeded', outdated: true, result: null })
  expect(await records.findFinished('old')).toBeNull()
  await expect(records.get('ancient')).rejects.toMatchObject({
    code: 'result-outdated',
    message: 'Expected ancient to be laid out as this version does it but an older one made it. Run it again',
  })

  await database.insertRun({ id: 'damaged', request, spec: { ...spec, resultVersion } })
  await database.finishRun('damaged', { table: { version: 1 } }, finish)
  await expect(records.get('damaged')).rejects.toThrow('version')
})
