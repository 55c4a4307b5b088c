import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createRng } from '@maskmirror/core'
import { writeNpy } from '@maskmirror/evaluation/score-files'
import { describe, expect, test } from 'vitest'
import { maskmirror, temporaryFolder } from './maskmirror.ts'

const dimension = 16

/** Embeddings of people by number, each picture with noise of its own. */
function pictures(people: readonly number[], seed: string) {
  const rng = createRng(seed)
  const rows = people.map((person) => {
    const centre = createRng(`person ${person}`)
    return Array.from({ length: dimension }, () => centre.normal() + 0.9 * rng.normal())
  })
  return { rows, names: people.map((person) => `person-${person}`) }
}

/** Scores of every probe with every reference. */
function cosines(probes: readonly number[][], references: readonly number[][]): number[][] {
  const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, k) => sum + value * b[k]!, 0)
  return probes.map((probe) =>
    references.map((reference) => dot(probe, reference) / Math.sqrt(dot(probe, probe) * dot(reference, reference))),
  )
}

async function write(path: string, rows: readonly (readonly number[])[]) {
  const values = Float64Array.from(rows.flat())
  await writeFile(path, writeNpy({ shape: [rows.length, rows[0]!.length], values }))
}

const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)
// 40 people with two references each; probes of them and of 15 strangers
const gallery = pictures([...numbers(0, 40), ...numbers(0, 40)], 'gallery')
const probes = pictures(numbers(0, 55), 'probes')

async function writeFiles(folder: string) {
  const path = (name: string) => join(folder, name)
  await write(path('gallery.npy'), gallery.rows)
  await write(path('probes.npy'), probes.rows)
  await write(path('scores.npy'), cosines(probes.rows, gallery.rows))
  await writeFile(path('gallery.txt'), gallery.names.join('\n'))
  await writeFile(path('probes.txt'), probes.names.join('\n'))
  return { path, labels: ['--labels', path('gallery.txt'), '--probe-labels', path('probes.txt')] }
}

describe('maskmirror identify', () => {
  test('embeddings and their scores say the same, as looking for the best reference does', async () => {
    await using folder = await temporaryFolder()
    const { path, labels } = await writeFiles(folder.path)
    const answers = []
    for (const files of [
      [path('gallery.npy'), '--probes', path('probes.npy')],
      [path('scores.npy'), '--scores'],
    ]) {
      const { code, stdout, stderr } = await maskmirror(['identify', ...files, ...labels, '--json'])
      expect(code, stderr).toBe(0)
      answers.push(JSON.parse(stdout))
    }
    const found = cosines(probes.rows, gallery.rows)
      .slice(0, 40)
      .filter((scores, person) => gallery.names[scores.indexOf(Math.max(...scores))] === `person-${person}`).length
    for (const { identification, findings } of answers) {
      expect(findings).toEqual([])
      expect(identification.gallery).toEqual({ people: 40, references: 80, candidates: 40, rule: 'max', scores: 'raw' })
      expect(identification.probes).toMatchObject({ mated: 40, nonMated: 15 })
      expect(identification.scored.cmc.rates[0]).toBe(found / 40)
      expect(identification.scored.openSet.atFpir).toMatchObject([{ supported: true }, { supported: false }, {}])
    }
    expect(found).toBeGreaterThan(20)
    expect(found).toBeLessThan(40)
  })

  test('a table for people, one template a person', async () => {
    await using folder = await temporaryFolder()
    const { path, labels } = await writeFiles(folder.path)
    const args = [
      'identify',
      path('gallery.npy'),
      '--probes',
      path('probes.npy'),
      ...labels,
      '--references',
      'template',
    ]
    const { code, stdout, stderr } = await maskmirror([...args, '--name', 'own model', '--fpir', '0.2'])
    expect(code, stderr).toBe(0)
    expect(stdout).toMatch(/at FPIR 20 %\n-+\nown model +40 +40 +15 +\d/)
  })

  test.each([
    [['--scores'], /expected a matrix with a row for each probe .* received shape \(55\)/],
    [[], /Expected either --probes for embeddings or --scores but received neither \(bad-option\)/],
    [['--scores', '--probes', 'probes.npy'], /but received both/],
    [['--scores', '--references', 'best'], /Expected --references from max, mean, separate, template/],
  ])('rejects %j', async (options, message) => {
    await using folder = await temporaryFolder()
    const { path, labels } = await writeFiles(folder.path)
    await writeFile(path('flat.npy'), writeNpy({ shape: [55], values: new Float64Array(55) }))
    const { code, stderr } = await maskmirror(['identify', path('flat.npy'), ...labels, ...options])
    expect(code).toBe(1)
    expect(stderr).toMatch(message)
  })
})
