import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createLandmarks } from '@maskmirror/core'
import { describe, expect, test } from 'vitest'
import { drawContactSheet } from '../src/synth/contact-sheet.ts'
import { planSynth, SynthOptionsSchema } from '../src/synth/index.ts'
import { drawnFace, faceList, temporaryFolder, writeFiles } from './picture-folder.ts'

async function sheetOf(folder: string, options: object) {
  const plan = await planSynth({
    input: join(folder, 'in'),
    output: join(folder, 'out'),
    options: SynthOptionsSchema.parse(options),
    faceList: join(folder, 'faces.jsonl'),
    patterns: null,
  })
  return drawContactSheet(plan, null)
}

describe('drawContactSheet', () => {
  test('a row for each type and style below the bare faces, a column for each picture that has a face', async () => {
    await using folder = await temporaryFolder()
    const faces = await Promise.all([0, 1, 2].map(drawnFace))
    await writeFiles(join(folder.path, 'in'), {
      '0.jpg': faces[0]!.jpeg,
      '1.jpg': 'no picture',
      '2.jpg': faces[1]!.jpeg,
      '3.jpg': faces[2]!.jpeg,
    })
    const list = ['0.jpg', '1.jpg', '2.jpg'].map((file, i) => [file, faces[i === 2 ? 1 : 0]!.landmarks.ibug68] as const)
    const same = createLandmarks('ibug68', new Float32Array(136).fill(9))
    await writeFile(join(folder.path, 'faces.jsonl'), faceList([...list, ['3.jpg', same]]))
    const options = { types: ['surgical', 'cap'], styles: ['correct', 'on-chin'], jitter: true }
    const sheet = await sheetOf(folder.path, options)
    expect(sheet.columns).toEqual(['0.jpg', '2.jpg'])
    expect(sheet.rows).toEqual([
      { type: 'surgical', style: 'correct' },
      { type: 'surgical', style: 'on-chin' },
      { type: 'cap', style: 'correct' },
    ])
    expect(sheet.failed).toEqual([])
    const { width, height, data } = sheet.image
    const side = width / 2
    expect(height).toBe(side * 4)
    // every cell is the bare face of its column with something drawn on it
    for (let row = 1; row <= 3; row++) {
      for (let column = 0; column < 2; column++) {
        let changed = 0
        for (let y = 0; y < side; y++) {
          for (let x = column * side * 3; x < (column + 1) * side * 3; x++) {
            if (data[(row * side + y) * width * 3 + x] !== data[y * width * 3 + x]) changed++
          }
        }
        expect(changed / (side * side * 3)).toBeGreaterThan(0.02)
        expect(changed / (side * side * 3)).toBeLessThan(0.6)
      }
    }
    expect(await sheetOf(folder.path, options)).toEqual(sheet)
  })

  test('pictures without a face give a sheet without columns', async () => {
    await using folder = await temporaryFolder()
    await writeFiles(join(folder.path, 'in'), { 'a.jpg': 'no picture' })
    await writeFile(join(folder.path, 'faces.jsonl'), '')
    expect((await sheetOf(folder.path, {})).columns).toEqual([])
  })
})
