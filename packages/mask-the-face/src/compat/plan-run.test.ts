import { describe, expect, test } from 'vitest'
import { type CompatOptions, parseCompatArguments } from './compat-options.ts'
import { formatOf, isPicturePath, outputPath } from './file-names.ts'
import { type CompatListing, planCompatRun } from './plan-run.ts'
import { createPythonRandom } from './python-random.ts'

const types = ['surgical', 'N95', 'empty']

function plan(listing: CompatListing, options: Partial<CompatOptions>) {
  const steps = planCompatRun(
    listing,
    { ...parseCompatArguments([]), ...options },
    { types, random: createPythonRandom(0) },
  )
  return steps.map((step) => {
    if (step.kind === 'say') return step.line
    if (step.kind === 'make-folder') return `+ ${step.path}`
    const { input, outputs, original } = step.job
    return `${input} > ${[...outputs.map(({ path }) => path), original ?? []].flat().join(' ')}`
  })
}

const bar = '-'.repeat(61)
const files = [bar, '-------------------- Masking image files --------------------', bar]
const folders = [bar, '----------------- Masking image directories -----------------', bar]

describe('planCompatRun', () => {
  test('a folder: its pictures, one level below, originals only there', () => {
    const listing: CompatListing = {
      kind: 'folder',
      files: ['b.png', 'note.txt', 'a.JPG'],
      folders: [{ name: 's', files: ['c.png', 'd.jpeg'] }],
    }
    expect(plan(listing, { path: 'in', verbose: true, writeOriginal: true })).toEqual([
      '',
      ...files,
      '+ in_masked',
      'Processing: in/b.png',
      'in/b.png > in_masked/b_surgical.png',
      'Please input image file. png / jpg',
      'Processing: in/a.JPG',
      'in/a.JPG > in_masked/a_surgical.JPG',
      '',
      ...folders,
      '+ in_masked/s',
      'Processing: in/s/c.png',
      'in/s/c.png > in_masked/s/c_surgical.png in_masked/s/c.png',
      '[0.]',
      'Processing: in/s/d.jpeg',
      'Please input image file. png / jpg',
      '[0.]',
      'Processing Done',
    ])
  })

  test('an empty folder makes nothing', () => {
    expect(plan({ kind: 'folder', files: [], folders: [] }, { path: 'in' })).toEqual([
      '',
      ...folders,
      'Processing Done',
    ])
  })

  test('a trailing slash makes _masked inside', () => {
    expect(plan({ kind: 'folder', files: ['a.png'], folders: [] }, { path: 'in/' })).toContain(
      'in//a.png > in/_masked/a_surgical.png',
    )
  })

  test('all writes every type of the configuration', () => {
    expect(plan({ kind: 'file' }, { path: 'a.png', maskType: 'all' })).toEqual([
      'Masking image file',
      'a.png > a_surgical.png a_N95.png a_empty.png',
      'Processing Done',
    ])
  })

  test('a code draws once for each picture and counts what it drew', () => {
    const listing: CompatListing = {
      kind: 'folder',
      files: [],
      folders: [{ name: 's', files: ['1.png', '2.png', '3.png'] }],
    }
    const lines = plan(listing, { path: 'in', code: 'a,b,c', verbose: true })
    // random.seed(0); randint(0, 2) gives 1, 1, 0
    expect(lines.filter((line) => line.startsWith('['))).toEqual(['[0. 1. 0.]', '[0. 2. 0.]', '[1. 2. 0.]'])
    expect(lines).toContain('in/s/3.png > in_masked/s/3_a.png')
  })

  test('counts are printed as NumPy does: one width, lines of 75 characters', () => {
    const many = Array.from({ length: 40 }, (_, i) => `${i}.png`)
    const listing: CompatListing = { kind: 'folder', files: many, folders: [{ name: 's', files: ['x.txt'] }] }
    expect(plan(listing, { path: 'in', code: 'a', verbose: true })).toContain('[40.]')
    const wide = plan({ ...listing, files: [] }, { path: 'in', code: 'a,'.repeat(29), verbose: true })
    expect(wide).toContain(`[${Array(24).fill('0.').join(' ')}`)
    expect(wide).toContain(` ${Array(6).fill('0.').join(' ')}]`)
  })

  test('no such path', () => {
    expect(plan({ kind: 'missing' }, { path: 'x' })).toEqual([
      'Path is neither a valid file or a valid directory',
      'Processing Done',
    ])
  })
})

describe('names', () => {
  test.each([
    ['a.png', true],
    ['a.JPG', true],
    ['apng', true], // the dot is not looked at
    ['png', false],
    ['a.Png', false],
    ['a.jpeg', false],
    ['.png', true],
  ])('%s is a picture: %s', (path, expected) => {
    expect(isPicturePath(path)).toBe(expected)
  })

  test.each([
    { folder: '', name: 'dir/a.png', path: 'dir/a_N95.png', format: 'png' },
    { folder: 'out/', name: 'a.jpeg.png', path: 'out/a_N95.jpeg', format: 'jpeg' },
    { folder: 'out/', name: 'a.b.png', path: 'out/a_N95.b', format: null },
    { folder: '', name: './a.png', path: '_N95./a', format: null },
    { folder: '', name: 'v1.0/a.png', path: 'v1_N95.0/a', format: null },
    { folder: 'out/', name: 'apng', path: 'out/apng_N95', format: null },
    { folder: '', name: 'A.PNG', path: 'A_N95.PNG', format: 'png' },
  ])('$name is written as $path', ({ folder, name, path, format }) => {
    expect(outputPath(folder, name, 'N95')).toBe(path)
    expect(formatOf(path)).toBe(format)
  })
})
