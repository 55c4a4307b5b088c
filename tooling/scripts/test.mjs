// npm test: install, lint, types, the dashboard's build, every test; ends with one line that counts them all
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { install, pnpm, pnpmStatus, root } from './pnpm.mjs'

const packages = ['apps', 'packages'].flatMap((folder) =>
  readdirSync(`${root}${folder}`).map((name) => `${folder}/${name}`),
)
const reports = [...packages, 'test'].map((folder) => `${root}${folder}/.reports/vitest.json`)

install()
pnpm('exec', 'biome', 'check', '.')
pnpm('exec', 'turbo', 'run', 'typecheck', 'build', '--output-logs=errors-only')
// turbo puts the reports of unchanged packages back, so what lies there before is not needed
for (const report of reports) rmSync(report, { force: true })
// one package at a time: each uses all cores; the others run even when one fails, so that the count is whole
const status = pnpmStatus('exec', 'turbo', 'run', 'test', '--continue', '--concurrency=1', '--output-logs=new-only')

const total = { passed: 0, failed: 0, skipped: 0 }
for (const report of reports.filter(existsSync)) {
  const counts = JSON.parse(readFileSync(report, 'utf8'))
  total.passed += counts.numPassedTests
  total.failed += counts.numFailedTests
  total.skipped += counts.numPendingTests
}
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
if (status !== 0 || total.failed > 0) process.exit(1)
