import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createRng } from '@maskmirror/core'
import { equalErrorRate, prepareScores, thresholdAtFmr } from '@maskmirror/evaluation'
import { writeNpy } from '@maskmirror/evaluation/score-files'
import { describe, expect, test } from 'vitest'
import { maskmirror, temporaryFolder } from './maskmirror.ts'

const dimension = 16

/** Embeddings of `people` people, three each, and the names. */
function pictures(people: number, seed: string) {
  const rng = createRng(seed)
  const rows = Array.from({ length: 3 * people }, (_, i) => {
    const centre = createRng(`person ${i % people}`)
    return Array.from({ length: dimension }, () => centre.normal() + 0.7 * rng.normal())
  })
  return { rows, names: rows.map((_, i) => `person-${i % people}`) }
}

async function write(folder: string, name: string, { rows, names }: ReturnType<typeof pictures>) {
  const embeddings = join(folder, `${name}.npy`)
  const labels = join(folder, `${name}.txt`)
  await writeFile(embeddings, writeNpy({ shape: [rows.length, dimension], values: Float64Array.from(rows.flat()) }))
  await writeFile(labels, names.join('\n'))
  return { embeddings, labels }
}

function cosine(a: readonly number[], b: readonly number[]): number {
  const dot = (x: readonly number[], y: readonly number[]) => x.reduce((sum, value, k) => sum + value * y[k]!, 0)
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))
}

describe('maskmirror all-pairs', () => {
  test('one matrix with itself says what every pair in double precision says', async () => {
    await using folder = await temporaryFolder()
    const set = pictures(120, 'references')
    const { embeddings, labels } = await write(folder.path, 'set', set)
    const { code, stdout, stderr } = await maskmirror(['all-pairs', embeddings, '--labels', labels, '--json'])
    expect(code, stderr).toBe(0)
    const answer = JSON.parse(stdout)
    const scores = { genuine: [] as number[], impostor: [] as number[] }
    for (const [i, row] of set.rows.entries()) {
      for (let j = i + 1; j < set.rows.length; j++) {
        scores[set.names[i] === set.names[j] ? 'genuine' : 'impostor'].push(cosine(row, set.rows[j]!))
      }
    }
    const sorted = prepareScores(scores)
    const [row] = answer.table.settings
    expect(answer).toMatchObject({ dimension, references: { count: 360, people: 120 }, probes: null })
    expect(row.label).toBe('embeddings')
    expect(row.scored.rates).toMatchObject({ genuineCount: 360, impostorCount: 64_260 })
    // single and double precision may put neighbours in another order
    expect(row.scored.rates.equalErrorRate.eer).toBeCloseTo(equalErrorRate(sorted)!.eer, 3)
    const expected = thresholdAtFmr(sorted, 0.001)
    expect(row.scored.rates.fmr1000).toMatchObject({
      supported: true,
      fmr: expect.closeTo(0.001, 5),
      threshold: expect.closeTo(expected.supported ? expected.threshold : 0, 5),
    })
  })

  test('references with probes, as a table', async () => {
    await using folder = await temporaryFolder()
    const references = await write(folder.path, 'references', pictures(40, 'references'))
    const probes = await write(folder.path, 'probes', pictures(30, 'probes'))
    const sides = ['--labels', references.labels, '--probes', probes.embeddings, '--probe-labels', probes.labels]
    const wishes = ['--threshold', '0.5', '--fmr', '0.05', '--name', 'masked']
    const { code, stdout, stderr } = await maskmirror(['all-pairs', references.embeddings, ...sides, ...wishes])
    expect(code, stderr).toBe(0)
    expect(stdout).toContain('120 references of 40 people, compared with 90 probes of 30 people: 10,800 pairs')
    expect(stdout).toMatch(/masked +270 +10,530 /)
    expect(stdout).toMatch(/asked for.*masked +0\.5 .*asked for.*masked +5 +yes /s)
  })

  test('bad input is one message, not a stack', async () => {
    await using folder = await temporaryFolder()
    const { embeddings, labels } = await write(folder.path, 'set', pictures(3, 'set'))
    const short = join(folder.path, 'short.txt')
    await writeFile(short, 'anna\n')
    for (const [args, message] of [
      [['--labels', short], /short\.txt: expected 9 lines, one for each embedding, but received 1/],
      [['--labels', labels, '--probes', embeddings], /--probes and --probe-labels together/],
    ] as const) {
      const { code, stderr } = await maskmirror(['all-pairs', embeddings, ...args])
      expect(code).toBe(1)
      expect(stderr).toMatch(message)
      expect(stderr).not.toMatch(/\n\s+at /)
    }
  })
})
