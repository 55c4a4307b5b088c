import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openGeneratedDataset } from '@maskmirror/datasets'
import { expect, test } from 'vitest'
import { maskmirror, sharedPath, startMaskmirror, temporaryFolder } from './maskmirror.ts'

const people = 40

/** Generated people in `in`, their landmarks in `faces.jsonl`, made once. */
async function makePictures(folder: string): Promise<void> {
  const { photos } = openGeneratedDataset({ seed: 'synth', people, picturesPerPerson: 1, split: 'test' })
  const lines: string[] = []
  for (const { id, load, landmarks } of photos) {
    const path = join(folder, 'in', id)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, await load())
    lines.push(JSON.stringify({ file: id, ibug68: [...landmarks!.ibug68.points] }))
  }
  await writeFile(join(folder, 'faces.jsonl'), lines.join('\n'))
}

const synth = (folder: string, out: string, ...more: string[]) => [
  ...['synth', join(folder, 'in'), '--out', join(folder, out)],
  ...['--faces', join(folder, 'faces.jsonl'), '--data-dir', join(folder, 'data'), ...more],
]

/** Every file, hidden ones too, with its content. */
async function contentsOf(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const contents = await Promise.all(paths.map((path) => readFile(path, 'base64')))
  return Object.fromEntries(paths.map((path, i) => [path.slice(folder.length + 1), contents[i]!]))
}

/** Until a record has some lines, but not all. */
async function untilSomeAreDone(out: string): Promise<void> {
  const record = join(out, 'provenance.jsonl')
  for (;;) {
    const lines = existsSync(record) ? (await readFile(record, 'utf8')).split('\n').length - 1 : 0
    if (lines >= 3) return
    await wait(5)
  }
}

test('synth killed, interrupted and continued ends like an uninterrupted one, bit for bit', async () => {
  await using folder = await temporaryFolder()
  const { path } = folder
  await makePictures(path)
  const whole = await maskmirror(synth(path, 'whole', '--jobs', '2', '--json'))
  expect(whole.code, whole.stderr).toBe(0)
  expect(JSON.parse(whole.stdout)).toMatchObject({ pictures: people, masked: people, failed: 0, faces: people })

  const killed = startMaskmirror(synth(path, 'out', '--jobs', '2'))
  await untilSomeAreDone(join(path, 'out'))
  killed.kill('SIGKILL')
  expect((await killed.ended).signal).toBe('SIGKILL')
  await cp(join(path, 'out'), join(path, 'interrupted'), { recursive: true, preserveTimestamps: true })
  const rest = await maskmirror(synth(path, 'out', '--jobs', '1', '--json'))
  expect(rest.code, rest.stderr).toBe(0)
  const { alreadyDone, masked } = JSON.parse(rest.stdout)
  expect(alreadyDone).toBeGreaterThanOrEqual(3)
  expect(alreadyDone + masked).toBe(people)
  expect(await contentsOf(join(path, 'out'))).toEqual(await contentsOf(join(path, 'whole')))

  const stopped = startMaskmirror(synth(path, 'interrupted', '--jobs', '1'))
  let interrupted = false
  stopped.onOutput((printed) => {
    if (!printed.includes('draw masks: ') || interrupted) return
    interrupted = true
    stopped.kill('SIGINT')
  })
  const { code, stderr } = await stopped.ended
  expect(code, stderr).toBe(130)
  expect(stderr).toContain('the same command continues')
})

test('synth: failed pictures are counted in the exit code, a dry run writes nothing', async () => {
  await using folder = await temporaryFolder()
  const { path } = folder
  await mkdir(join(path, 'in'))
  await writeFile(join(path, 'in/-broken.jpg'), 'no picture')
  const face = { file: '-broken.jpg', ibug68: Array.from({ length: 136 }, (_, i) => i) }
  await writeFile(join(path, 'faces.jsonl'), JSON.stringify(face))
  const dry = await maskmirror(synth(path, 'out', '--dry-run'))
  expect(dry.code, dry.stderr).toBe(0)
  expect(dry.stdout).toContain('-broken.jpg: ')
  expect((await readdir(path)).sort()).toEqual(['faces.jsonl', 'in'])

  const { code, stdout, stderr } = await maskmirror(synth(path, 'out'))
  expect(code).toBe(2)
  expect(stdout).toContain('not-an-image: 1. First: -broken.jpg')
  expect(stderr).toContain('1 of 1 pictures failed')
})

test('synth without models says which commands get them', async () => {
  await using folder = await temporaryFolder()
  await mkdir(join(folder.path, 'in'))
  await writeFile(join(folder.path, 'in/a.jpg'), '')
  const args = [
    'synth',
    join(folder.path, 'in'),
    '--out',
    join(folder.path, 'out'),
    '--data-dir',
    join(folder.path, 'd'),
  ]
  const { code, stderr } = await maskmirror(args, {
    MASKMIRROR_MODELS: '',
    MASKMIRROR_MODEL_MIRROR: join(folder.path, 'm'),
  })
  expect(code).toBe(1)
  expect(stderr).toContain('maskmirror models pull yunet-2026may mediapipe-face-landmarker')
})

const assets = sharedPath('data/masktheface-assets')

test.skipIf(assets === null)(
  'mask-the-face takes the original’s options (skipped without ../shared/data/masktheface-assets)',
  async () => {
    await using folder = await temporaryFolder()
    const [photo] = openGeneratedDataset({ seed: 'synth', people: 1, picturesPerPerson: 1, split: 'test' }).photos
    await mkdir(join(folder.path, 'in'))
    await writeFile(join(folder.path, 'in/a.jpg'), await photo!.load())
    const face = { file: 'a.jpg', ibug68: [...photo!.landmarks!.ibug68.points] }
    await writeFile(join(folder.path, 'faces.jsonl'), JSON.stringify(face))
    const own = ['--assets', assets!, '--landmarks', join(folder.path, 'faces.jsonl')]
    const args = ['mask-the-face', '--path', join(folder.path, 'in'), '--mask_type=KN95', '--color', '', ...own]
    const { code, stdout, stderr } = await maskmirror(args)
    expect(code, stderr).toBe(0)
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('Processing Done')
    expect(await readdir(join(folder.path, 'in_masked'))).toEqual(['a_KN95.jpg'])
    const wrong = await maskmirror([...args, '--mask_type', 'empty'])
    expect([wrong.code, wrong.stdout]).toEqual([2, ''])
  },
)

test('a contact sheet without a face says so and is no success', async () => {
  await using folder = await temporaryFolder()
  const at = (name: string) => join(folder.path, name)
  await writeFile(at('a.jpg'), 'no picture')
  await writeFile(at('faces.jsonl'), '')
  const { code, stderr } = await maskmirror([
    'synth',
    at('a.jpg'),
    '--out',
    at('out'),
    '--faces',
    at('faces.jsonl'),
    '--contact-sheet',
    at('sheet.png'),
  ])
  expect(stderr).toContain('None of 1 pictures has a face to draw on')
  expect(code).toBe(2)
})

test('a contact sheet shows every type and style and writes nothing else', async () => {
  await using folder = await temporaryFolder()
  const { path } = folder
  await makePictures(path)
  const sheet = join(path, 'sheet.png')
  const more = ['--types', 'surgical,cap', '--styles', 'correct,on-chin', '--contact-sheet', sheet, '--json']
  const { code, stdout } = await maskmirror(synth(path, 'out', ...more))
  expect(code).toBe(0)
  const { rows, columns, failed } = JSON.parse(stdout)
  expect([rows.length, columns.length, failed]).toEqual([3, 8, []])
  expect((await readFile(sheet)).subarray(1, 4).toString()).toBe('PNG')
  expect(existsSync(join(path, 'out'))).toBe(false)
})
