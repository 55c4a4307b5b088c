import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readFaceList } from './face-list.ts'

const pairs = Array.from({ length: 68 }, (_, i) => [i, i / 2])

async function read(...lines: string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'maskmirror-faces-'))
  try {
    await writeFile(join(folder, 'faces.jsonl'), lines.join('\n'))
    return await readFaceList(join(folder, 'faces.jsonl'))
  } finally {
    await rm(folder, { recursive: true })
  }
}

describe('readFaceList', () => {
  test('points in pairs or flat, several faces of one file in the order of the lines, empty lines', async () => {
    const { faces, needsModels } = await read(
      JSON.stringify({ file: 'a.jpg', ibug68: pairs }),
      '',
      JSON.stringify({ file: 'a.jpg', ibug68: pairs.flat(), box: [1, 2, 3, 4] }),
    )
    const [first, second] = faces.get('a.jpg')!
    expect(first!.landmarks).toEqual(second!.landmarks)
    expect([...first!.landmarks!.points.subarray(0, 4)]).toEqual([0, 0, 1, 0.5])
    expect([first!.box, second!.box]).toEqual([null, [1, 2, 3, 4]])
    expect(needsModels).toBe(false)
  })

  test('a face of which only the box is known needs models', async () => {
    expect((await read('{"file": "a.jpg", "box": [1, 2, 3, 4]}')).needsModels).toBe(true)
  })

  test('lines of maskmirror faces: the faces that it could use', async () => {
    const line = {
      file: 'a.jpg',
      key: 'k',
      bytes: 9,
      face: 0,
      faces: 2,
      ok: true,
      box: [1, 2, 3, 4],
      landmarks68: pairs,
    }
    const failure = { file: 'b.jpg', key: 'k', face: null, faces: 1, ok: false, reason: 'no-face', detail: '' }
    const { faces, needsModels } = await read(
      JSON.stringify(line),
      JSON.stringify({ ...failure, file: 'a.jpg', face: 1, faces: 2, reason: 'degenerate-face' }),
      JSON.stringify(failure),
    )
    expect([...faces.keys()]).toEqual(['a.jpg'])
    expect(faces.get('a.jpg')).toMatchObject([{ box: [1, 2, 3, 4] }])
    expect([...faces.get('a.jpg')![0]!.landmarks!.points.subarray(0, 4)]).toEqual([0, 0, 1, 0.5])
    expect(needsModels).toBe(false)
  })

  test.each([
    {
      what: 'a line of maskmirror faces without points',
      line: '{"file": "a", "key": "k", "ok": true}',
      message: /line 2/,
    },
    { what: 'no JSON', line: '{"file": ', message: /line 2: Expected JSON/ },
    { what: 'neither box nor points', line: '{"file": "a"}', message: /line 2: .*Expected ibug68, box or both/s },
    { what: '67 points', line: JSON.stringify({ file: 'a', ibug68: pairs.slice(1) }), message: /line 2/ },
    {
      what: 'a point of three',
      line: JSON.stringify({ file: 'a', ibug68: pairs.map((p) => [...p, 0]) }),
      message: /line 2/,
    },
    {
      what: 'null in a point',
      line: JSON.stringify({ file: 'a', ibug68: pairs.map(() => [null, 1]) }),
      message: /line 2/,
    },
    { what: 'NaN, which is no JSON', line: '{"file": "a", "box": [NaN, 2, 3, 4]}', message: /line 2: Expected JSON/ },
    { what: 'a number without end', line: '{"file": "a", "box": [1e999, 2, 3, 4]}', message: /line 2/ },
    { what: 'an empty box', line: '{"file": "a", "box": [1, 2, 0, 4]}', message: /line 2/ },
    { what: 'a misspelt key', line: '{"file": "a", "landmarks": []}', message: /line 2/ },
    { what: 'no file', line: '{"box": [1, 2, 3, 4]}', message: /line 2/ },
  ])('$what is refused with the line', async ({ line, message }) => {
    const error = await read('{"file": "a", "box": [1, 2, 3, 4]}', line).catch((cause: unknown) => cause)
    expect(error).toMatchObject({ code: 'bad-face-list' })
    expect((error as Error).message).toMatch(message)
  })

  test('a missing file', async () => {
    await expect(readFaceList('/nowhere/faces.jsonl')).rejects.toMatchObject({ code: 'bad-face-list' })
  })
})
