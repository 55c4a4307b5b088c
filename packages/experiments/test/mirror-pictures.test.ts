import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createImage, failed, type Image, succeeded } from '@maskmirror/core'
import type { ExactLandmarks } from '@maskmirror/datasets'
import type { Face, FaceFinder } from '@maskmirror/faces'
import { encodePng, rasteriseSvg } from '@maskmirror/imaging/codec'
import { createLbpEmbedder } from '@maskmirror/inference'
import { treatmentNames } from '@maskmirror/mask-mirror'
import { createMaskTemplates, drawMask } from '@maskmirror/mask-the-face'
import { expect, test } from 'vitest'
import { type MirrorTools, mirrorPictures } from '../src/mirror-pictures/index.ts'
import { drawnFace, temporaryFolder, writeFiles } from './picture-folder.ts'

const templates = await createMaskTemplates(rasteriseSvg)
const [mine, other] = [await drawnFace(0), await drawnFace(1)]
const drawn = drawMask(mine.image, mine.landmarks.ibug68, { templates, type: 'surgical', colour: 'light-blue' })
if (!drawn.ok) throw new Error(drawn.detail)
const masked = drawn.value.image

/** Knows the faces of these pictures, and none of others. */
function finderOf(known: readonly (readonly [Image, ExactLandmarks])[]): FaceFinder {
  return {
    version: 'known',
    find: async (image) => {
      const found = known.find(([picture]) => Buffer.from(picture.data).equals(Buffer.from(image.data)))
      if (found === undefined) return failed('no-face', 'nobody is known in this picture')
      const [, { arcface5, ibug68 }] = found
      const face = { alignmentPoints: arcface5, landmarks68: ibug68, score: 1, facesInPhoto: 1, landmarkMethod: 'mesh' }
      return succeeded(face as unknown as Face)
    },
    findAll: async () => failed('no-face', 'not asked for here'),
    close: async () => {},
  }
}

const tools = (embedder: MirrorTools['embedder'] = null): MirrorTools => ({
  finder: finderOf([
    [mine.image, mine.landmarks],
    [masked, mine.landmarks],
    [other.image, other.landmarks],
  ]),
  treatments: { templates, segment: null },
  embedder,
  [Symbol.asyncDispose]: async () => {},
})

async function inputs() {
  const folder = await temporaryFolder()
  await writeFiles(folder.path, {
    'probe.png': await encodePng(masked),
    'mine.png': await encodePng(mine.image),
    'no face.png': await encodePng(createImage(64, 64, 3)),
    'broken.jpg': 'text',
  })
  return { folder, at: (name: string) => join(folder.path, name) }
}

const goingOn = new AbortController().signal

test('every strategy writes what it compares, scores it, and says the same in mirror.json', async () => {
  const { folder, at } = await inputs()
  await using _ = folder
  const request = {
    probe: at('probe.png'),
    references: [at('mine.png')],
    strategies: treatmentNames,
    output: at('out'),
  }
  const report = await mirrorPictures(request, tools(createLbpEmbedder()), goingOn)
  const [reference] = report.references
  expect(report.probe).toMatchObject({ picture: 'probe.png', failure: null })
  expect(reference!.treated.map(({ strategy }) => strategy)).toEqual([...treatmentNames])
  for (const { strategy, failure, score, references } of reference!.treated) {
    expect(failure).toBeNull()
    expect(references.length).toBeGreaterThan(0)
    expect(score).toBeLessThanOrEqual(1)
    // the same shape over both sides of one face leaves what is the same
    if (strategy === 'canonical-both') expect(score).toBeGreaterThan(reference!.score!)
  }
  const named = reference!.treated.flatMap(({ references, probe }) => [
    ...references,
    ...(probe === null ? [] : [probe]),
  ])
  const expected = ['mirror.json', 'probe.png', reference!.picture!, ...named].sort()
  expect((await readdir(at('out'))).sort()).toEqual(expected)
  expect(JSON.parse(await readFile(at('out/mirror.json'), 'utf8'))).toEqual(report)
})

test('what has no face, cannot be read or is missing has its reason; the others are treated', async () => {
  const { folder, at } = await inputs()
  await using _ = folder
  const references = ['no face.png', 'broken.jpg', 'missing.jpg', 'mine.png'].map(at)
  const request = { probe: at('probe.png'), references, strategies: ['transplant'] as const, output: at('out') }
  const report = await mirrorPictures(request, tools(), goingOn)
  expect(report.references.map(({ failure }) => failure?.reason ?? null)).toEqual([
    'no-face',
    'not-an-image',
    'unreadable-photo',
    null,
  ])
  expect(report.references.at(-1)!.treated[0]).toMatchObject({ failure: null, score: null })
})

test('a bare probe: what looks for its mask fails by name, what does not goes on', async () => {
  const { folder, at } = await inputs()
  await using _ = folder
  await writeFiles(folder.path, { 'bare.png': await encodePng(other.image) })
  const strategies = ['transplant', 'generic'] as const
  const request = { probe: at('bare.png'), references: [at('mine.png')], strategies, output: at('out') }
  const { references } = await mirrorPictures(request, tools(), goingOn)
  expect(references[0]!.treated.map(({ failure }) => failure?.reason ?? null)).toEqual(['no-mask-found', null])
})

test('a probe without a face ends it', async () => {
  const { folder, at } = await inputs()
  await using _ = folder
  const request = {
    probe: at('no face.png'),
    references: [at('mine.png')],
    strategies: ['flat'] as const,
    output: at('out'),
  }
  expect(await mirrorPictures(request, tools(), goingOn)).toMatchObject({
    probe: { picture: null, failure: { reason: 'no-face' } },
    references: [],
  })
})

test('stops between two references', async () => {
  const { folder, at } = await inputs()
  await using _ = folder
  const request = {
    probe: at('probe.png'),
    references: [at('mine.png')],
    strategies: ['flat'] as const,
    output: at('out'),
  }
  await expect(mirrorPictures(request, tools(), AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' })
})
