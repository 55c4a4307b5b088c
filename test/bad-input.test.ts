import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createImage } from '@maskmirror/core'
import { decodeImage, encodePng } from '@maskmirror/imaging/codec'
import { describe, expect, test } from 'vitest'
import { maskmirror, sharedPath, temporaryFolder } from './maskmirror.ts'

/** Runs `maskmirror evaluate` and answers with its message; it must fail with one, not with a stack. */
async function failureOf(args: readonly string[], env: Record<string, string> = {}): Promise<string> {
  const { code, stderr } = await maskmirror(['evaluate', ...args], env)
  expect(code, stderr).toBe(1)
  expect(stderr).not.toMatch(/\n\s+at /)
  return stderr
}

describe('bad input to the command', () => {
  test('a model that is not there', async () => {
    await using folder = await temporaryFolder()
    const data = ['--data-dir', join(folder.path, 'data')]
    expect(await failureOf(['--dataset', 'demo', '--model', join(folder.path, 'absent.onnx'), ...data])).toMatch(
      /Expected model to exist inside .* but received ".*absent\.onnx"/,
    )
    expect(await failureOf(['--dataset', 'demo', '--model', 'arcface-xxl', ...data])).toMatch(
      /Expected the name of a model \(.*mobilefacenet.*\) .* but received arcface-xxl/,
    )
    const byHand = await failureOf(['--dataset', 'demo', '--model', 'mobilefacenet', ...data])
    expect(byHand).toMatch(/Expected mobilefacenet\.onnx in .*models/)
    expect(byHand).toContain('0c9ad2a83969fc82155706f7020e6926b4a1a90a5476fff4a5588dfe207f64a4')
  })

  test('a model with the right name and a wrong checksum', async () => {
    await using folder = await temporaryFolder()
    await writeFile(join(folder.path, 'mobilefacenet.onnx'), 'not the weights')
    const data = ['--data-dir', join(folder.path, 'data')]
    const message = await failureOf(['--dataset', 'demo', '--model', 'mobilefacenet', ...data], {
      MASKMIRROR_MODELS: folder.path,
    })
    expect(message).toMatch(/wrong-checksum/)
    expect(message).toContain('0c9ad2a83969fc82155706f7020e6926b4a1a90a5476fff4a5588dfe207f64a4')
  })

  test('a file that is no ONNX model', async () => {
    await using folder = await temporaryFolder()
    await writeFile(join(folder.path, 'text.onnx'), 'hello')
    const args = [
      '--dataset',
      'demo',
      '--model',
      join(folder.path, 'text.onnx'),
      '--data-dir',
      join(folder.path, 'data'),
    ]
    expect(await failureOf(args)).toMatch(/not-onnx/)
  })

  test('folders that are no data set', async () => {
    await using folder = await temporaryFolder()
    const data = ['--model', 'lbp', '--data-dir', join(folder.path, 'data')]
    const photos = join(folder.path, 'photos')
    await mkdir(photos)
    expect(await failureOf(['--dataset', photos, ...data])).toMatch(/no-people/)
    expect(await failureOf(['--dataset', join(folder.path, 'absent'), ...data])).toMatch(/path-outside-roots/)
    expect(await failureOf(['--dataset', 'unheard-of', ...data])).toMatch(/Expected dataset to be demo or the id/)
  })

  test('a pair list that names an absent photo, with file and line', async () => {
    await using folder = await temporaryFolder()
    const photos = join(folder.path, 'photos')
    for (const person of ['anna', 'ben']) {
      await mkdir(join(photos, person), { recursive: true })
      await writeFile(join(photos, person, '1.png'), await encodePng(createImage(64, 64, 3)))
    }
    await writeFile(
      join(photos, 'pairs.csv'),
      'reference,probe,genuine\nanna/1.png,ben/1.png,0\nanna/1.png,anna/2.png,1\n',
    )
    const message = await failureOf(['--dataset', photos, '--model', 'lbp', '--data-dir', join(folder.path, 'data')])
    expect(message).toMatch(/pairs\.csv.*3.*anna\/2\.png|anna\/2\.png.*pairs\.csv.*3/s)
    expect(message).toMatch(/absent-photo/)
  })

  test('a data directory that cannot be written', async () => {
    await using folder = await temporaryFolder()
    await writeFile(join(folder.path, 'file'), '')
    const args = ['--dataset', 'demo', '--model', 'lbp', '--data-dir', join(folder.path, 'file/data')]
    expect(await failureOf(args)).toMatch(/Choose a writable folder with --data-dir or MASKMIRROR_DATA/)
  })

  test.each([
    [['--settings', 'umr-ump,mask'], /Expected settings from umr-ump, .* but received "mask"/],
    [['--settings', ''], /Expected settings to be a comma-separated list/],
    [['--masks', 'painted'], /masks/],
    [['--max-genuine', '0'], /maxGenuine/],
    [['--seed', 'x'], /seed/],
    [['--thresholds-from', 'nothing'], /Expected thresholdsFrom to name a finished run/],
  ])('option %j', async (options, expected) => {
    await using folder = await temporaryFolder()
    const args = ['--dataset', 'demo', '--model', 'lbp', '--data-dir', join(folder.path, 'data'), ...options]
    expect(await failureOf(args)).toMatch(expected)
  })
})

const photographs = sharedPath('data/lfw')
const models = sharedPath('models')

describe('bad photos', () => {
  test.skipIf(photographs === null || models === null)(
    'each is counted with its reason, the others are evaluated (skipped: needs ../shared/data/lfw and ../shared/models)',
    { timeout: 300_000 },
    async () => {
      await using folder = await temporaryFolder()
      const photos = join(folder.path, 'photos')
      const names = (await readdir(photographs!, { recursive: true })).filter((name) => name.endsWith('_0002.jpg'))
      const people = names
        .sort()
        .slice(0, 4)
        .map((name) => dirname(name))
      const photoOf = (person: string, number: number) => `${person}/${person}_000${number}.jpg`
      const lines = ['reference,probe,genuine']
      for (const [i, person] of people.entries()) {
        await mkdir(join(photos, person), { recursive: true })
        for (const number of [1, 2]) {
          await copyFile(join(photographs!, photoOf(person, number)), join(photos, photoOf(person, number)))
        }
        lines.push(`${photoOf(person, 1)},${photoOf(person, 2)},1`)
        lines.push(`${photoOf(person, 1)},${photoOf(people[(i + 1) % 4]!, 2)},0`)
      }
      const first = photoOf(people[0]!, 1)
      const good = await readFile(join(photographs!, first))
      const bad: Record<string, Uint8Array> = {
        'text.jpg': Buffer.from('this is no picture'),
        'truncated.jpg': good.subarray(0, good.length / 2),
        'huge.png': await encodePng(createImage(20_000, 20_000, 1)),
        'grey.png': await encodePng(createImage(250, 250, 3)),
        'empty.jpg': new Uint8Array(0),
        'three.png': await sideBySide(
          await Promise.all(people.slice(0, 3).map((person) => readFile(join(photographs!, photoOf(person, 1))))),
        ),
      }
      await mkdir(join(photos, 'bad'))
      for (const [name, bytes] of Object.entries(bad)) {
        await writeFile(join(photos, 'bad', name), bytes)
        lines.push(`${first},bad/${name},0`)
      }
      await writeFile(join(photos, 'pairs.csv'), `${lines.join('\n')}\n`)
      const evaluate = (...options: string[]) =>
        maskmirror(
          [
            'evaluate',
            '--dataset',
            photos,
            '--model',
            'mobilefacenet',
            '--settings',
            'umr-ump',
            ...options,
            '--data-dir',
            join(folder.path, 'data'),
          ],
          { MASKMIRROR_MODELS: models! },
        )
      const { code, stdout, stderr } = await evaluate()
      expect(code, stderr).toBe(0)
      const counted = (reason: string, count: number) => expect(stdout).toContain(`photo: ${reason}, ${count} of 14`)
      counted('not-an-image', 2)
      counted('damaged-image', 1)
      counted('image-too-large', 1)
      counted('no-face', 1)
      expect(stdout).toMatch(/UMR-UMP +4 +5 /) // the photo with three faces counts with the central one

      const single = await evaluate('--face-policy', 'single')
      expect(single.code, single.stderr).toBe(0)
      expect(single.stdout).toMatch(/photo: several-faces, 1 of 14\. First: bad\/three\.png \(.*3.*\)/)
    },
  )
})

/** One picture with the given ones next to each other. */
async function sideBySide(files: readonly Uint8Array[]): Promise<Uint8Array> {
  const images = await Promise.all(files.map((bytes) => decodeImage(bytes)))
  const row = createImage(
    images.reduce((sum, { width }) => sum + width, 0),
    images[0]!.height,
    3,
  )
  let left = 0
  for (const image of images) {
    for (let y = 0; y < row.height; y++) {
      const line = image.data.subarray(y * image.width * 3, (y + 1) * image.width * 3)
      row.data.set(line, (y * row.width + left) * 3)
    }
    left += image.width
  }
  return encodePng(row)
}
