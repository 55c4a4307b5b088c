import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { forbiddenImports, importsOf, type WorkspaceImport } from './layers.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Every import of every source and test file of a workspace package. */
function workspaceImports(): WorkspaceImport[] {
  return ['apps', 'packages'].flatMap((folder) =>
    readdirSync(join(root, folder)).flatMap((name) =>
      sourceFiles(join(root, folder, name)).flatMap((file) =>
        importsOf(readFileSync(file, 'utf8')).map((specifier) => ({
          from: name,
          file: relative(root, file),
          specifier,
        })),
      ),
    ),
  )
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name.startsWith('.')) return []
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sourceFiles(path)
    return /\.(ts|tsx|mts|mjs|js)$/.test(entry.name) ? [path] : []
  })
}

test('no import points upwards and every native library has one gate', () => {
  const imports = workspaceImports()
  expect(imports.length).toBeGreaterThan(200) // the reader still finds the sources
  expect(forbiddenImports(imports)).toEqual([])
})

describe('the rules can fail', () => {
  test.each([
    ['imaging', '@maskmirror/faces', 'imaging may not import faces'],
    ['core', '@maskmirror/evaluation', 'core may not import evaluation'],
    ['experiments', '@maskmirror/api', 'experiments may not import api'],
    ['web', '@maskmirror/experiments', 'web may not import experiments'],
    ['web', '@maskmirror/faces', 'web may not import faces'],
    ['ui', '@maskmirror/core', 'ui may not import core'],
    ['faces', 'sharp', 'only imaging may import sharp'],
    ['faces', 'onnxruntime-node', 'only inference may import onnxruntime-node'],
    ['faces', '@tensorflow/tfjs', 'only model may import @tensorflow/tfjs'],
    ['experiments', 'drizzle-orm/pglite', 'only storage may import drizzle-orm/pglite'],
    ['api', '@electric-sql/pglite', 'only storage may import @electric-sql/pglite'],
    ['faces', '@mediapipe/tasks-vision', 'only web may import @mediapipe/tasks-vision'],
    ['evaluation', 'node:fs', 'evaluation is browser-safe and may not import node:fs'],
    [
      'mask-the-face',
      '@maskmirror/imaging/codec',
      'mask-the-face is browser-safe and may not import @maskmirror/imaging/codec',
    ],
    ['new-package', 'zod', 'new-package has no layer: add it to test/layers.ts'],
    ['faces', '@maskmirror/new-package', 'new-package has no layer: add it to test/layers.ts'],
  ])('%s importing %s', (from, specifier, message) => {
    expect(forbiddenImports([{ from, file: 'src/a.ts', specifier }])).toEqual([`src/a.ts: ${message}`])
  })

  test('imports of all forms are read', () => {
    const source = `
      import a from 'one'
      import type { B } from "two"
      export { c } from 'three'
      const d = await import('four')
      const e = require('five')
      import 'six'
      import {
        f,
      } from 'seven'
    `
    expect(importsOf(source)).toEqual(['one', 'two', 'three', 'four', 'five', 'six', 'seven'])
  })
})
