import type { Image, Landmarks } from '@maskmirror/core'
import { createLandmarks } from '@maskmirror/core'
import { describe, expect, test } from 'vitest'
import { type CompatMasker, createCompatMasker } from '../../src/compat/compat-masker.ts'
import { parseCompatArguments } from '../../src/compat/compat-options.ts'
import { type CompatListing, type CompatStep, planCompatRun } from '../../src/compat/plan-run.ts'
import { createPythonRandom } from '../../src/compat/python-random.ts'
import { runCompatPlan } from '../../src/compat/run-plan.ts'
import { hasOracles, needsOracles, openAssets, readFaces, readJson, readPicture } from './oracles.ts'

interface CommandLine {
  readonly name: string
  readonly args: readonly string[]
  readonly files_before?: readonly string[]
  readonly files_created?: readonly string[]
  readonly python_random_seed?: number | null
  readonly error: string | null
  readonly stdout_without_banner?: readonly string[]
  readonly processed?: readonly {
    readonly image: string
    readonly returned_types: readonly string[] | null
    readonly resolved: readonly (readonly [section: string, colour: string, pattern: string])[]
  }[]
}

const commandLines: CommandLine[] = readJson('cli', 'cli_behaviour.json').cases

/** What ends the original's run, and how we count it. */
const reasons: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/could not find a writer/, 'no-writer'],
  [/function 'resize'/, 'unreadable-pattern'],
  [/^AttributeError/, 'unreadable-picture'],
  [/^NoSectionError/, 'unknown-type'],
  [/^ValueError: unknown color/, 'unknown-colour'],
  [/^AssertionError/, 'bad-weight'],
  [/^IndexError/, 'no-chin-crossing'],
]

const root = '/root'

describe.skipIf(!hasOracles)(`command lines of the original${needsOracles}`, () => {
  const world = hasOracles ? openWorld() : null

  test('there are as many as the references say', () => expect(commandLines.length).toBeGreaterThanOrEqual(42))

  test.each(commandLines.length > 0 ? commandLines : [{ name: '', args: [], error: null }])(
    '$name',
    async (line: CommandLine) => {
      const { masker, types, pictures } = (await world)!
      const args = line.args.map((value) => value.replace('<ROOT>', root))
      if (line.error === 'SystemExit 2') {
        expect(() => parseCompatArguments(args)).toThrow(/Expected --mask_type to be one of surgical, N95/)
        return
      }
      const parsed = parseCompatArguments(args)
      // one entry of the references draws an empty type and leaves its path out
      const options = line.name === 'empty code entry drawn' ? { ...parsed, path: `${root}/a.png` } : parsed
      const random = createPythonRandom(line.python_random_seed ?? 0)
      const steps = planCompatRun(listing(line, options.path), options, { types, random })
      const jobs = steps.flatMap((step) => (step.kind === 'mask' ? [step.job] : []))
      for (const [i, { image, returned_types: returned, resolved }] of (line.processed ?? []).entries()) {
        expect(jobs[i]!.input).toBe(image.replace('<ROOT>', root))
        if (returned !== null && returned.length > 0) expect(jobs[i]!.outputs.map(({ type }) => type)).toEqual(returned)
        for (const [, colour, pattern] of resolved) expect(jobs[i]!.request).toMatchObject({ colour, pattern })
      }

      const run = await untilFailure(steps, masker, (path) => pictureFor(path, line, pictures))
      expect(run.failure).toBe(line.error === null ? null : reasons.find(([pattern]) => pattern.test(line.error!))![1])
      if (line.files_created !== undefined) {
        const created = [...run.created].map((path) => path.slice(root.length + 1))
        expect(created.sort()).toEqual([...line.files_created].sort())
      }
      const said = (line.stdout_without_banner ?? run.said).filter((text) => text !== '' && !text.startsWith('|_|'))
      const ownWords = run.said.filter((text) => text !== '').map((text) => text.replace(root, '<ROOT>'))
      expect(ownWords).toEqual(said)
    },
  )
})

async function openWorld() {
  const assets = await openAssets()
  const broken = readJson('unit', 'geometry.json').cases.find((entry: { note: string; error?: string }) =>
    entry.error?.startsWith('IndexError'),
  )
  const one = { image: await readPicture('cases', 'syn_frontal', 'input.png'), faces: readFaces('syn_frontal') }
  return {
    masker: createCompatMasker(assets),
    types: assets.config.types,
    pictures: {
      one,
      none: { image: one.image, faces: [] },
      two: { image: await readPicture('cases', 'syn_multi', 'input.png'), faces: readFaces('syn_multi') },
      broken: { image: one.image, faces: [createLandmarks('ibug68', broken.landmarks.flat())] },
    },
  }
}

type Pictures = Awaited<ReturnType<typeof openWorld>>['pictures']

/** The references name their files by what they hold. */
function pictureFor(
  path: string,
  line: CommandLine,
  pictures: Pictures,
): { image: Image; faces: readonly Landmarks[] } | null {
  if (path.endsWith('bad.png')) return null
  if (line.name.startsWith('IndexError')) return pictures.broken
  if (path.endsWith('/n.png')) return pictures.none
  return path.endsWith('/m.png') ? pictures.two : pictures.one
}

/** What the file system shows, in the order in which the original went through it. */
function listing(line: CommandLine, path: string): CompatListing {
  const relative = path.slice(root.length + 1).replace(/\/$/, '')
  const before = line.files_before ?? [relative]
  if (before.includes(relative) || path.startsWith('./')) return { kind: 'file' }
  if (!before.includes(`${relative}/`)) return { kind: 'missing' }
  const taken = (line.processed ?? []).map(({ image }) => image.replace('<ROOT>/', '').replace('//', '/'))
  const order = [...taken, ...before.filter((name) => !taken.includes(name))]
  const inside = (folder: string) =>
    order.filter((name) => name.startsWith(`${folder}/`)).map((name) => name.slice(folder.length + 1))
  const namesOf = (names: string[]) => names.filter((name) => name !== '' && !name.includes('/'))
  const names = inside(relative)
  const folders = [...new Set(names.filter((name) => name.includes('/')).map((name) => name.split('/')[0]!))]
  return {
    kind: 'folder',
    files: namesOf(names),
    folders: folders.map((name) => ({ name, files: namesOf(inside(`${relative}/${name}`)) })),
  }
}

/** Runs step by step and stops where the original would: at the first failure but a picture without faces. */
async function untilFailure(
  steps: readonly CompatStep[],
  masker: CompatMasker,
  pictureOf: (path: string) => { image: Image; faces: readonly Landmarks[] } | null,
): Promise<{ failure: string | null; created: ReadonlySet<string>; said: readonly string[] }> {
  const created = new Set<string>()
  const said: string[] = []
  for (const step of steps) {
    const { failures } = await runCompatPlan([step], masker, {
      say: (line) => said.push(line),
      makeFolder: async (path) => {
        created.add(`${path}/`)
      },
      readPicture: async (path) => pictureOf(path)?.image ?? null,
      findFaces: async (_, path) => pictureOf(path)!.faces,
      writePicture: async (path) => {
        created.add(path)
      },
    })
    const [failure] = failures.filter(({ reason }) => reason !== 'no-face')
    if (failure !== undefined) return { failure: failure.reason, created, said }
  }
  return { failure: null, created, said }
}
