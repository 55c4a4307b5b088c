import { describe, expect, test } from 'vitest'
import { parseCompatArguments } from '../../src/compat/compat-options.ts'
import { drawTemplate } from '../../src/compat/draw-template.ts'
import { createHsvTables } from '../../src/compat/hsv-tables.ts'
import { inpaintTelea } from '../../src/compat/inpaint-telea.ts'
import { sumOfValue } from '../../src/compat/mean-value.ts'
import { planCompatRun } from '../../src/compat/plan-run.ts'
import { prepareTemplate } from '../../src/compat/prepare-template.ts'
import { createPythonRandom } from '../../src/compat/python-random.ts'
import { hasOracles, needsOracles, openAssets, openCvHash, readJson, readPicture } from './oracles.ts'

describe.skipIf(!hasOracles)(`seeded runs of the original${needsOracles}`, () => {
  test('CPython’s generator', () => {
    for (const { seed, randint_0_2: integers, choice_of_9_index: choices, first_getrandbits32: bits } of readJson(
      'unit',
      'python_random.json',
    ).cases) {
      const drawnBy = (draw: (random: ReturnType<typeof createPythonRandom>) => number, count: number) => {
        const random = createPythonRandom(seed)
        return Array.from({ length: count }, () => draw(random))
      }
      expect(drawnBy((random) => random.bits32(), bits.length)).toEqual(bits)
      expect(drawnBy((random) => random.below(3), integers.length)).toEqual(integers)
      expect(drawnBy((random) => random.below(9), choices.length)).toEqual(choices)
    }
  })

  test.each(['code_mix', 'random_type'])('%s: the same draws, names and pictures', async (name) => {
    const run = readJson('dir_runs', name, 'run.json')
    const assets = await openAssets()
    const tables = createHsvTables()
    const options = parseCompatArguments(['--path', 'in', ...run.args])
    const random = createPythonRandom(run.python_random_seed)
    const steps = planCompatRun({ kind: 'folder', files: run.processing_order, folders: [] }, options, {
      types: assets.config.types,
      random,
    })
    const jobs = steps.flatMap((step) => (step.kind === 'mask' ? [step.job] : []))
    expect(jobs.length).toBe(run.images.length)
    for (const [i, reference] of run.images.entries()) {
      const { request, outputs } = jobs[i]!
      expect(outputs).toEqual([
        { type: reference.type_drawn, path: `in_masked/${reference.written_as}`, format: 'png' },
      ])
      expect(request).toMatchObject({ type: reference.type_drawn, colour: reference.color, pattern: reference.pattern })

      const picture = await readPicture('dir_runs', name, reference.input)
      for (const [face, homography] of reference.homographies.entries()) {
        const resolved: string = reference.resolved[face]
        const isHole = resolved.startsWith('inpaint') || resolved.startsWith('empty')
        const section = isHole ? resolved.replace(/inpaint|empty/, 'surgical_blue') : resolved
        const texels = await prepareTemplate(assets, assets.config.sections.get(section)!, request)
        if (!texels.ok) throw new Error(texels.detail)
        const drawing = drawTemplate(picture, {
          texels: texels.value,
          matrix: Float64Array.from(homography.flat()),
          filling: isHole ? 'black' : 'template',
          tables,
          valueSum: sumOfValue(picture),
        })
        if (resolved.startsWith('inpaint')) inpaintTelea(picture, drawing.alpha, drawing.box)
        expect([drawing.brightness, drawing.saturation]).toEqual([reference.delta_b[face], reference.delta_s[face]])
      }
      expect(openCvHash(picture), reference.written_as).toBe(reference.output_sha256_bgr)
    }
  })
})
