import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { exportDataset } from './export-dataset.ts'
import { openDataset } from './open-dataset.ts'

const files = {
  'anna/1.jpg': 'first of anna',
  'anna/2.jpg': 'second of anna',
  'bert/1.jpg': 'first of bert',
  'pairs.csv': 'reference,probe,genuine\nanna/1.jpg,anna/2.jpg,1\nanna/1.jpg,bert/1.jpg,0\n',
}

/** Bytes that are set, put in or taken out, each at a share of the length. */
const damage = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    what: fc.oneof(
      fc.record({ set: fc.integer({ min: 0, max: 255 }) }),
      fc.record({ insert: fc.uint8Array({ minLength: 1, maxLength: 9 }) }),
      fc.record({ cut: fc.integer({ min: 1, max: 40 }) }),
    ),
  }),
  { minLength: 1, maxLength: 4 },
)

function damaged(whole: Buffer, changes: typeof damage extends fc.Arbitrary<infer Changes> ? Changes : never): Buffer {
  return changes.reduce((bytes, { at, what }) => {
    const place = Math.floor(at * bytes.length)
    if ('set' in what) return Buffer.concat([bytes.subarray(0, place), Buffer.of(what.set), bytes.subarray(place + 1)])
    const rest = 'cut' in what ? bytes.subarray(place + what.cut) : Buffer.concat([what.insert, bytes.subarray(place)])
    return Buffer.concat([bytes.subarray(0, place), rest])
  }, whole)
}

describe.each(['set.bin', 'train.rec', 'train.idx', 'train.lst', 'train.labels.csv'])('%s', (name) => {
  test('damaged in any way it is another set or an error of ours with its place, never a crash', async () => {
    await using folder = await temporaryFolder(files)
    await using out = await temporaryFolder()
    const pack = join(out.path, name.endsWith('.bin') ? name : 'train.rec')
    await exportDataset(await openDataset(folder.path), pack)
    const path = join(out.path, name)
    const whole = await readFile(path)
    let errors = 0
    await fc.assert(
      fc.asyncProperty(damage, async (changes) => {
        await writeFile(path, damaged(whole, changes))
        try {
          const set = await openDataset(pack)
          for (const photo of set.photos) await photo.load()
        } catch (error) {
          errors++
          expect(error).toMatchObject({ name: 'DatasetError' })
          expect((error as Error).message).toMatch(/byte \d+|line \d+|expected (a line for each|pictures)/)
        }
      }),
      { numRuns: 120, seed: 7 },
    )
    expect(errors).toBeGreaterThan(30)
  })
})
