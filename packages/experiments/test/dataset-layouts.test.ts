import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { exportDataset, generatePicture, openDataset } from '@maskmirror/datasets'
import { describe, expect, test } from 'vitest'
import { openWorkbench, type RunResult } from '../src/index.ts'
import { RunRequestSchema } from '../src/run-request.ts'
import { temporaryFolder, writeFiles } from './picture-folder.ts'

const people = ['anna', 'bert', 'cleo', 'dora', 'emil', 'fini']
const pictures = [1, 2, 3]

/** Drawn people with a list of labels, as a folder and packed. */
async function makeSets(root: string): Promise<void> {
  const files: Record<string, string | Uint8Array> = {}
  const labels = ['file,identity,masked,session,camera']
  for (const person of people) {
    for (const picture of pictures) {
      const { jpeg } = await generatePicture({ seed: 'layouts', person, picture })
      files[`${person}/${picture}.jpg`] = jpeg
      labels.push(
        `${person}/${picture}.jpg,${person},0,${picture === 1 ? 'first' : 'second'},${person < 'd' ? 'A' : 'B'}`,
      )
    }
  }
  const genuine = people.flatMap((person) => [`${person}/1.jpg,${person}/2.jpg,1`, `${person}/2.jpg,${person}/3.jpg,1`])
  const impostor = people.flatMap((person, i) => {
    const other = people[(i + 1) % people.length]
    return [`${person}/1.jpg,${other}/2.jpg,0`, `${person}/3.jpg,${other}/1.jpg,0`]
  })
  const lists = {
    'labels.csv': labels.join('\n'),
    'pairs.csv': ['reference,probe,genuine', ...genuine, ...impostor].join('\n'),
  }
  await writeFiles(join(root, 'listed'), { ...files, ...lists })
  await writeFiles(join(root, 'plain'), { ...files, 'labels.csv': lists['labels.csv'] })
  await mkdir(join(root, 'packed'))
  await exportDataset(await openDataset(join(root, 'listed')), join(root, 'listed.bin'))
  await exportDataset(await openDataset(join(root, 'plain')), join(root, 'packed/train.rec'))
}

const shared = process.env.MASKMIRROR_SHARED ?? fileURLToPath(new URL('../../../../shared', import.meta.url))

/** The drawn people as probes, and ten more of whom each is a distractor. */
async function makeMegaface(root: string): Promise<void> {
  const files: Record<string, string | Uint8Array> = {}
  const probes: { path: string[]; id: string[] } = { path: [], id: [] }
  const distractors: string[] = []
  for (const person of people) {
    for (const picture of pictures) {
      probes.path.push(`${person}/${picture}.jpg`)
      probes.id.push(person)
      files[`FaceScrub/${person}/${picture}.jpg`] = (await generatePicture({ seed: 'layouts', person, picture })).jpeg
    }
  }
  for (let i = 0; i < 10; i++) {
    distractors.push(`00${i}/photo.jpg`)
    files[`Flickr/00${i}/photo.jpg`] = (
      await generatePicture({ seed: 'layouts', person: `other ${i}`, picture: 1 })
    ).jpeg
  }
  files['templatelists/facescrub_features_list.json'] = JSON.stringify(probes)
  files['templatelists/megaface_features_list.json_10_1'] = JSON.stringify({ path: distractors })
  await writeFiles(root, files)
}

/** Runs of sets below a folder. */
async function openRuns(root: string, data: string) {
  const opened = await openWorkbench({
    dataDirectory: join(root, data),
    roots: [root],
    modelDirectories: [join(shared, 'models')],
    modelMirror: null,
    version: '0.0.0',
    onUnexpectedError: (error) => {
      throw error
    },
  })
  const { workbench } = opened
  const run = async (path: string): Promise<RunResult> => {
    const { id: dataset } = await workbench.addDataset(join(root, path))
    const settings = ['umr-ump', 'umr-mp']
    const { id } = await workbench.startRun(RunRequestSchema.parse({ dataset, model: 'lbp', settings }))
    for await (const _ of workbench.watchRun(id, new AbortController().signal));
    const { result, error } = await workbench.getRun(id)
    if (result === null) throw new Error(`expected the run of ${path} to succeed but ${JSON.stringify(error)}`)
    return result
  }
  return { run, [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose]() }
}

describe.skipIf(!existsSync(join(shared, 'models')))('runs of packs (skipped: needs ../shared/models)', () => {
  test('have the figures of the folders that they were made of, and slices by their columns', {
    timeout: 400_000,
  }, async () => {
    await using folder = await temporaryFolder()
    await makeSets(folder.path)
    await using opened = await openRuns(folder.path, 'data')
    const { run } = opened
    const rates = ({ table }: RunResult) =>
      table.settings.map(({ setting, scored, failed }) => ({ setting, scored, failed }))
    const plain = await run('plain')
    // the same photos in another layout are the same set: in one data directory nothing would be computed again
    await using elsewhere = await openRuns(folder.path, 'other data')
    const packed = await elsewhere.run('packed')
    expect(rates(packed)).toEqual(rates(plain))
    expect(rates(plain)[0]!.scored.rates).not.toBeNull()
    const [listed, verification] = [await run('listed'), await run('listed.bin')]
    // which mask is drawn follows from the photo's id, which a verification pack does not keep
    expect(rates(verification)[0]).toEqual(rates(listed)[0])
    for (const { slices } of [plain, packed, verification]) {
      const names = slices.map(({ name }) => name)
      for (const column of ['session', 'camera']) {
        expect(names).toEqual(expect.arrayContaining([`probe:${column}`, `reference:${column}`]))
      }
      const camera = slices.find(({ name }) => name === 'probe:camera')!
      expect(camera.slices.map(({ label }) => label).sort()).toEqual(['A', 'B'])
    }
  })
  test('distractors are enrolled with the others and compared with nobody', { timeout: 400_000 }, async () => {
    await using folder = await temporaryFolder()
    await makeMegaface(join(folder.path, 'faces'))
    await using opened = await openRuns(folder.path, 'data')
    const { counts, identification, notes } = await opened.run('faces')
    expect(counts).toMatchObject({ people: 16, photos: 28, genuine: 18, impostor: 135 })
    expect(notes).toContain('Identification: 10 more photos are searched or searched in, 10 distractors among them.')
    for (const { gallery, probes } of identification!.settings) {
      // a third of six people is not enrolled
      expect(gallery.people).toBe(4 + 10)
      expect([probes.mated, probes.nonMated]).toEqual([4 * 2, 2 * 3])
    }
  })
})
