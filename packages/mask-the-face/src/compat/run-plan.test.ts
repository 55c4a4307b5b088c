import { createImage, failed, succeeded } from '@maskmirror/core'
import { describe, expect, test } from 'vitest'
import type { CompatMasker } from './compat-masker.ts'
import { parseCompatArguments } from './compat-options.ts'
import { planCompatRun } from './plan-run.ts'
import { createPythonRandom } from './python-random.ts'
import { type CompatEffects, runCompatPlan } from './run-plan.ts'

const picture = createImage(2, 2, 3)

function world(faces: Readonly<Record<string, number>> = {}) {
  const done: string[] = []
  const effects: CompatEffects = {
    say: (line) => {
      if (line !== '' && !line.startsWith('--')) done.push(line)
    },
    makeFolder: async (path) => {
      done.push(`+ ${path}`)
    },
    readPicture: async (path) => (path.includes('bad') ? null : picture),
    findFaces: async (_, path) =>
      Array.from({ length: faces[path] ?? 1 }, () => ({ scheme: 'ibug68', points: new Float32Array(136) })),
    writePicture: async (path, _, format) => {
      done.push(`${format} ${path}`)
    },
  }
  return { done, effects }
}

/** Answers without drawing: what is drawn is tested with the masker. */
const masker: CompatMasker = {
  maskPicture: async (image, faces, { type }) =>
    faces.length === 0 ? failed('no-face', 'none') : succeeded([{ type, image, masks: [] }]),
}

function plan(files: readonly string[], args: readonly string[], folders: { name: string; files: string[] }[] = []) {
  const options = parseCompatArguments(['--path', 'in', ...args])
  return planCompatRun({ kind: 'folder', files, folders }, options, { types: [], random: createPythonRandom(0) })
}

describe('runCompatPlan', () => {
  test('what stops the original is counted, and the run goes on', async () => {
    const { done, effects } = world({ 'in/none.png': 0 })
    const summary = await runCompatPlan(
      plan(['bad.png', 'a.b.png', 'none.png', 'c.jpg'], ['--verbose']),
      masker,
      effects,
    )
    expect(summary.masked).toBe(1)
    expect(summary.failures.map(({ input, reason }) => [input, reason])).toEqual([
      ['in/bad.png', 'unreadable-picture'],
      ['in/a.b.png', 'no-writer'],
      ['in/none.png', 'no-face'],
    ])
    expect(done).toEqual([
      '+ in_masked',
      'Processing: in/bad.png',
      'Processing: in/a.b.png',
      'Faces found:  1',
      'Processing: in/none.png',
      'Faces found:  0',
      'Processing: in/c.jpg',
      'Faces found:  1',
      'jpeg in_masked/c_surgical.jpg',
      'Processing Done',
    ])
  })

  test('originals are written beside the masked pictures of a sub-directory', async () => {
    const { done, effects } = world()
    await runCompatPlan(plan(['r.png'], ['--write_original_image'], [{ name: 's', files: ['a.png'] }]), masker, effects)
    expect(done).toEqual([
      '+ in_masked',
      'png in_masked/r_surgical.png',
      '+ in_masked/s',
      'png in_masked/s/a_surgical.png',
      'png in_masked/s/a.png',
      'Processing Done',
    ])
  })

  test('a signal stops it before the next step', async () => {
    const { done, effects } = world()
    const stop = new AbortController()
    const writing: CompatEffects = {
      ...effects,
      writePicture: async (path, image, format) => {
        await effects.writePicture(path, image, format)
        stop.abort()
      },
    }
    await expect(runCompatPlan(plan(['a.png', 'b.png'], []), masker, writing, stop.signal)).rejects.toThrow(/abort/)
    expect(done).toEqual(['+ in_masked', 'png in_masked/a_surgical.png'])
  })
})
