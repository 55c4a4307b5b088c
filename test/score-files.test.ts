import { spawn } from 'node:child_process'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { createRng } from '@maskmirror/core'
import { describe, expect, test } from 'vitest'
import { maskmirror, root, startMaskmirror, temporaryFolder } from './maskmirror.ts'

/** Comparisons of 40 people in bob's format with four columns, from a better or a worse system. */
function bobScores(noise: number, pairs = 1500): string {
  const rng = createRng('command line')
  const lines = Array.from({ length: pairs }, (_, i) => {
    const a = rng.int(40)
    const b = rng.next() < 0.3 ? a : rng.int(40)
    return `p${a} p${b} picture${i} ${Number(a === b) + noise * rng.normal()}`
  })
  return `${lines.join('\n')}\n`
}

const quick = ['--resamples', '100']

describe('maskmirror scores', () => {
  test('prints tables with intervals, writes every export', async () => {
    await using folder = await temporaryFolder()
    const at = (name: string) => join(folder.path, name)
    await writeFile(at('net.txt'), bobScores(0.3))
    const { code, stdout, stderr } = await maskmirror([
      'scores',
      at('net.txt'),
      ...quick,
      '--threshold',
      '0.5,0.6',
      '--fmr',
      '0.05',
      '--out',
      at('out'),
    ])
    expect(code, stderr).toBe(0)
    expect(stdout).toMatch(/^Error rates$/m)
    expect(stdout).toMatch(/^net +\d/m)
    expect(stdout).toContain('95 % intervals of the error rates above')
    expect(stdout).toMatch(/^net +0\.5 +/m)
    expect(stdout).toMatch(/^net +5 +yes +/m)
    const written = await readdir(at('out'))
    for (const name of [
      'result.json',
      'report.html',
      'table.csv',
      'table.md',
      'table.tex',
      'det.svg',
      'det.png',
      'roc.svg',
      'rates.png',
    ]) {
      expect(written).toContain(name)
    }
    expect(await readFile(at('out/table.tex'), 'utf8')).toContain('\\toprule')
  })

  test('the same seed gives the same JSON to the last digit', async () => {
    await using folder = await temporaryFolder()
    const file = join(folder.path, 'net.txt')
    await writeFile(file, bobScores(0.3))
    const [one, two, other] = await Promise.all(
      ['a', 'a', 'b'].map((seed) => maskmirror(['scores', file, ...quick, '--seed', seed, '--json'])),
    )
    expect(one!.code, one!.stderr).toBe(0)
    expect(two!.stdout).toBe(one!.stdout)
    expect(other!.stdout).not.toBe(one!.stdout)
    expect(JSON.parse(one!.stdout).groups[0].table.bootstrap).toEqual({ resamples: 100, seed: 'a', people: 40 })
  })

  test('reads a pipe', async () => {
    const child = spawn(process.execPath, [
      join(root, 'apps/cli/bin/maskmirror.mjs'),
      'scores',
      '-',
      '--json',
      '--resamples',
      '0',
    ])
    child.stdin.end(bobScores(0.3))
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString()
    })
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString()
    })
    expect(await new Promise((done) => child.once('close', done)), stderr).toBe(0)
    expect(JSON.parse(stdout).files).toEqual([
      { name: 'standard input', paths: ['-'], formats: ['bob-4'], comparisons: 1500, attacks: 0 },
    ])
  })

  test('a reader that closes the pipe, as head does, ends it without a stack', async () => {
    await using folder = await temporaryFolder()
    const file = join(folder.path, 'net.txt')
    await writeFile(file, bobScores(0.3))
    const child = spawn(process.execPath, [
      join(root, 'apps/cli/bin/maskmirror.mjs'),
      'scores',
      file,
      '--resamples',
      '0',
    ])
    child.stdout.destroy()
    let stderr = ''
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString()
    })
    expect(await new Promise((done) => child.once('close', done)), stderr).toBe(0)
    expect(stderr).toBe('')
  })

  test('our settings are known by name: thresholds are frozen on umr-ump', async () => {
    await using folder = await temporaryFolder()
    const at = (name: string) => join(folder.path, name)
    await writeFile(at('bare.txt'), bobScores(0.25))
    await writeFile(at('masked.txt'), bobScores(0.45))
    const { code, stdout, stderr } = await maskmirror([
      'scores',
      `umr-ump=${at('bare.txt')}`,
      `UMR-MP=${at('masked.txt')}`,
      ...quick,
    ])
    expect(code, stderr).toBe(0)
    expect(stdout).toMatch(/T100 = .*fixed on UMR-UMP/)
    expect(stdout).toContain('UMR-MP - UMR-UMP')
    expect(stdout).toMatch(/UMR-MP against UMR-UMP: EER higher by/)
  })

  test('Ctrl-C ends it with 130 and leaves no temporary file', { timeout: 60_000 }, async () => {
    await using folder = await temporaryFolder()
    const file = join(folder.path, 'large.csv')
    const row = '1,0.7306253210\n0,0.1025434365\n'
    await writeFile(file, `label,score\n${row.repeat(6_000_000)}`) // enough to show progress
    const running = startMaskmirror(['scores', file], { TMPDIR: folder.path })
    let asked = false
    running.onOutput((printed) => {
      if (asked || !printed.includes('megabytes')) return
      asked = true
      running.kill('SIGINT') // a second one would end it at once
    })
    const { code, stdout, stderr } = await running.ended
    expect(code, stderr).toBe(130)
    expect(stdout).toBe('')
    expect(stderr).toContain('Stopped. Nothing was written (cancelled)')
    expect((await readdir(folder.path)).filter((name) => name.startsWith('maskmirror-scores-'))).toEqual([])
  })

  test.each<[name: string, content: string | Uint8Array, args: string[], message: RegExp]>([
    ['an empty file', '', [], /: expected scores but received "an empty file"/],
    ['gzip by mistake', gzipSync('a a p 0.5\n'), [], /a gzip archive" \(unpack it first, or pipe it: gunzip -c FILE/],
    ['a huge line', `a a p 0.5\n${'x'.repeat(100_000)}\n`, [], /line 2: expected a line of at most 65536 bytes/],
    ['an unknown format', 'a a p 0.5\n', ['--format', 'xml'], /--format.*Allowed choices are bob-4/s],
    ['columns', 'a,b\n', ['--columns', 'scores=x'], /Expected --columns to be role=name.*"scores=x"/],
    ['thresholds', 'a a p 0.5\n', ['--threshold', '0.3,x'], /Expected --threshold to be numbers.*"0\.3,x"/],
    [
      'a frozen file that is absent',
      'a a p 0.5\na b q 0.1\n',
      ['--frozen-from', 'no/such.txt'],
      /readable file but received "no\/such\.txt"/,
    ],
  ])('%s', async (_, content, args, message) => {
    await using folder = await temporaryFolder()
    const file = join(folder.path, 'scores.txt')
    await writeFile(file, content)
    const { code, stdout, stderr } = await maskmirror(['scores', file, ...args])
    expect(code, stderr).toBe(1)
    expect(stderr).toMatch(message)
    expect(stderr).not.toMatch(/\n\s+at /)
    expect(stdout).toBe('')
  })
})

describe('maskmirror compare', () => {
  test('a worse system is seen as worse, the same one as no different', async () => {
    await using folder = await temporaryFolder()
    const at = (name: string) => join(folder.path, name)
    await writeFile(at('good.txt'), bobScores(0.25))
    await writeFile(at('bad.txt'), bobScores(0.6))
    const { code, stdout, stderr } = await maskmirror([
      'compare',
      at('good.txt'),
      at('bad.txt'),
      ...quick,
      '--out',
      at('out'),
    ])
    expect(code, stderr).toBe(0)
    expect(stdout).toMatch(/^bad - good +EER +\+\d.* more$/m)
    expect(await readFile(at('out/differences.csv'), 'utf8')).toContain('system:bad')
    expect(await readdir(at('out'))).toContain('differences.svg')
  })

  test('other pairs are an error with counts; --common says what it left out', async () => {
    await using folder = await temporaryFolder()
    const at = (name: string) => join(folder.path, name)
    const all = bobScores(0.3)
    await writeFile(at('a.txt'), all)
    await writeFile(at('b.txt'), `${all.split('\n').slice(100).join('\n')}`)
    const refused = await maskmirror(['compare', at('a.txt'), at('b.txt'), ...quick])
    expect(refused.code).toBe(1)
    expect(refused.stderr).toMatch(/1400 are common: a has 1500, 100 of them not in the others/)
    const { code, stdout, stderr } = await maskmirror(['compare', at('a.txt'), at('b.txt'), ...quick, '--common'])
    expect(code, stderr).toBe(0)
    expect(stdout).toContain('100 comparisons of a were left out: not all files have them.')
  })

  test('runs that do not exist, and options that are about files', async () => {
    await using folder = await temporaryFolder()
    const data = ['--data-dir', join(folder.path, 'data')]
    const unknown = await maskmirror(['compare', 'run-one', 'run-two', ...data])
    expect([unknown.code, unknown.stderr]).toEqual([
      1,
      expect.stringMatching(/Expected the id of a run but received "run-one"/),
    ])
    const mixed = await maskmirror(['compare', 'run-one', 'run-two', '--distance', ...data])
    expect([mixed.code, mixed.stderr]).toEqual([1, expect.stringMatching(/Expected files for --distance/)])
  })
})
