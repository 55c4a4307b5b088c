import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/**
 * The vitest configuration that every package shares.
 *
 * Besides the console it writes `.reports/vitest.json`, from which `npm test` counts over all packages.
 *
 * @param {string} name the package's name without scope
 * @param {NonNullable<import('vitest/config').ViteUserConfig['test']>} [overrides] test options of this package alone
 */
export function defineProject(name, overrides = {}) {
  return defineConfig({
    test: {
      name,
      include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'regression/**/*.test.ts'],
      env: { TZ: 'UTC' },
      setupFiles: [fileURLToPath(new URL('./seed-properties.mjs', import.meta.url))],
      passWithNoTests: false,
      // generous: speed is measured by benchmarks, and shared machines are slow at times
      testTimeout: 60_000,
      hookTimeout: 60_000,
      reporters: ['default', ['json', { outputFile: '.reports/vitest.json' }]],
      ...overrides,
    },
  })
}
