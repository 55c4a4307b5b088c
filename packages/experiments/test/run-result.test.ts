import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openWorkbench, type RunResult } from '../src/index.ts'
import { RunRequestSchema } from '../src/run-request.ts'

/** A run of the embedded faces in a data directory of its own. */
async function runSmall(): Promise<{ result: RunResult; stages: Set<string>; report: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'maskmirror-run-'))
  try {
    await using opened = await openWorkbench({
      dataDirectory: folder,
      roots: [],
      modelDirectories: [],
      modelMirror: null,
      version: '0.0.0',
      onUnexpectedError: (error) => {
        throw error
      },
    })
    const { workbench } = opened
    const { id } = await workbench.startRun(
      RunRequestSchema.parse({
        dataset: 'demo',
        model: 'lbp',
        settings: ['umr-ump', 'umr-mp', 'mr-mp', 'mr-ump', 'mirror', 'mirror:canonical-both'],
        maxGenuine: 30,
        maxImpostor: 120,
      }),
    )
    const stages = new Set<string>()
    for await (const { progress } of workbench.watchRun(id, new AbortController().signal)) {
      if (progress !== null) stages.add(progress.stage)
    }
    const { result } = await workbench.getRun(id)
    if (result === null) throw new Error('expected the run to succeed')
    return { result, stages, report: await workbench.renderReport(id) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

test('all settings, how sure they are, what differs and where: in the result and in the report', {
  timeout: 240_000,
}, async () => {
  const { result, stages, report } = await runSmall()
  const { table, slices, curves } = result
  expect(table.settings.map(({ setting }) => setting)).toEqual([
    'umr-ump',
    'umr-mp',
    'mr-mp',
    'mr-ump',
    'mirror:type-colour',
    'mirror:canonical-both',
  ])
  for (const { setting, intervals, scored, recalibrated, shift } of table.settings) {
    const { eer } = scored.rates!.equalErrorRate!
    expect(intervals!.eer!.low).toBeLessThanOrEqual(eer)
    expect(intervals!.eer!.high).toBeGreaterThanOrEqual(eer)
    expect(recalibrated).not.toBeNull()
    expect(shift === null).toBe(setting === 'umr-ump')
  }
  expect(table.bootstrap).toMatchObject({ resamples: 1000, seed: '1' })
  expect(new Set(table.differences.map(({ b }) => b))).toEqual(new Set(['umr-ump', 'umr-mp']))
  expect(new Set(table.differences.map(({ a }) => a)).size).toBe(5)
  for (const { low, high, pValue } of table.differences) expect(low > 0 || high < 0).toBe(pValue < 0.05)
  expect(curves.every(({ band }) => band.fmr.length > 5 && band.low.length === band.fmr.length)).toBe(true)

  // exact landmarks: no detector; all pictures are of one size
  expect(slices.map(({ name }) => name)).toEqual([
    'mask-type',
    'mask-colour',
    'mask-coverage',
    'yaw-difference',
    'face-size',
  ])
  for (const { slices: parts } of slices) {
    const pairs = parts.reduce((sum, part) => sum + part.pairs.genuine + part.pairs.impostor, 0)
    expect(pairs).toBe(150)
  }

  const searched = result.identification!.settings.map(({ setting }) => setting)
  expect(searched).toEqual(['umr-ump', 'umr-mp', 'mr-mp', 'mr-ump', 'mirror:canonical-both'])
  expect([...stages]).toContain('certainty')
  const inOrder = [
    'UMR-MP against UMR-UMP: EER',
    'Differences on the same pairs',
    'Paired differences between settings',
    'FNMR (%) at T100: Mask on the probe',
  ].map((text) => report.indexOf(text))
  expect(inOrder).not.toContain(-1)
  expect(inOrder).toEqual(inOrder.toSorted((a, b) => a - b))
})
