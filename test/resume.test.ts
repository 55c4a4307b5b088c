import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { maskmirror, startMaskmirror, temporaryFolder } from './maskmirror.ts'

const evaluate = (dataDir: string) => [
  ...['evaluate', '--dataset', 'demo', '--model', 'lbp', '--data-dir', dataDir],
  ...['--max-genuine', '60', '--max-impostor', '150'],
]

/** What a finished run found, as written beside its report. */
async function resultIn(dataDir: string): Promise<{ id: string; result: string }> {
  const [id] = await readdir(join(dataDir, 'reports'))
  const { result } = JSON.parse(await readFile(join(dataDir, 'reports', id!, 'result.json'), 'utf8'))
  return { id: id!, result: JSON.stringify(result) }
}

// stages that every run passes through: while photos are searched, while masks are drawn, while references are treated
const moments = ['find faces', 'draw masks', 'mirror (flat)']

// five processes, each from its start
const timeout = 300_000

test('a run killed by SIGKILL at three moments continues and ends like an uninterrupted one, bit for bit', {
  timeout,
}, async () => {
  await using folder = await temporaryFolder()
  const whole = join(folder.path, 'whole')
  const uninterrupted = await maskmirror(evaluate(whole))
  expect(uninterrupted.code, uninterrupted.stderr).toBe(0)

  const broken = join(folder.path, 'broken')
  for (const moment of moments) {
    const command = startMaskmirror(evaluate(broken))
    command.onOutput((printed) => {
      if (printed.includes(`${moment}: `)) command.kill('SIGKILL')
    })
    const { signal, stderr } = await command.ended
    expect(signal, stderr).toBe('SIGKILL')
  }
  const resumed = await maskmirror(evaluate(broken))
  expect(resumed.code, resumed.stderr).toBe(0)
  expect(resumed.stderr).toContain('find faces: done, already there')
  expect(await resultIn(broken)).toEqual(await resultIn(whole))
})

test('Ctrl-C stops a run with exit code 130 and the same command continues it', { timeout }, async () => {
  await using folder = await temporaryFolder()
  const command = startMaskmirror(evaluate(folder.path))
  let interrupted = false
  command.onOutput((printed) => {
    if (printed.includes('find faces: ') && !interrupted) {
      interrupted = true
      command.kill('SIGINT')
    }
  })
  const { code, stderr } = await command.ended
  expect(code, stderr).toBe(130)
  expect(stderr).toContain('the same command continues')
  const resumed = await maskmirror(evaluate(folder.path))
  expect(resumed.code, resumed.stderr).toBe(0)
  const list = await maskmirror(['runs', 'list', '--data-dir', folder.path])
  expect(list.stdout).toMatch(/demo-lbp-[0-9a-f]{12} +succeeded/)
})
