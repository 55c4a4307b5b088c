import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, open, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createRng } from '@maskmirror/core'
import type { Benchmark } from './benchmark.ts'
import { median } from './measurement.ts'

const comparisons = [1_000_000, 10_000_000]
const rounds = 3
const python = '/usr/bin/python3'

/**
 * Measured before on two cores of an AMD EPYC (family 25, model 17, AVX-512), Python 3.11.2, with the scores in memory
 * already. pyeer cannot be installed from Debian, so it is not run again here.
 */
const pyeer = {
  comparisons: 10_000_000,
  seconds: [35.5, 34.5],
  peakMb: 1810,
  program: 'pyeer get_eer_stats, commit fae8f3f8',
}

/** What one side prints. */
interface Figures {
  readonly seconds: number
  readonly cpuSeconds: number
  readonly peakMb: number
  readonly eer: number
  readonly auc: number
  readonly fnmrAtFmr1000: number
}

export const benchmark: Benchmark = {
  name: 'score-files',
  description:
    'a file of "label,score" lines to EER, AUC and FNMR: maskmirror scores against numpy and scikit-learn, time and peak memory',
  run: async (print) => {
    if (!existsSync(python)) return { missing: `${python} with numpy and scikit-learn (Debian: python3-sklearn)` }
    const folder = await mkdtemp(join(tmpdir(), 'maskmirror-bench-'))
    try {
      const measurements: object[] = []
      for (const count of comparisons) {
        const file = join(folder, `${count}.csv`)
        await writeScores(file, count)
        const ours: Figures[] = []
        const sklearn: Figures[] = []
        for (let round = 0; round < rounds; round++) {
          ours.push(await runScript(process.execPath, ['--import', 'tsx', script('score-files-ours.ts'), file]))
          sklearn.push(await runScript(python, [script('score-files-sklearn.py'), file]))
        }
        requireSame(ours[0]!, sklearn[0]!)
        const middle = (of: readonly Figures[], pick: (figures: Figures) => number) => median(of.map(pick))
        const ratio = median(ours.map(({ seconds }, i) => sklearn[i]!.seconds / seconds))
        const both = [ours, sklearn].map((of) => ({
          seconds: middle(of, ({ seconds }) => seconds),
          cpuSeconds: middle(of, ({ cpuSeconds }) => cpuSeconds),
          peakMb: middle(of, ({ peakMb }) => peakMb),
        }))
        measurements.push({
          name: `${count} comparisons`,
          settings: { comparisons: count, megabytes: (await stat(file)).size / 1e6, rounds },
          ours,
          sklearn,
          median: { ours: both[0], sklearn: both[1], ratio },
        })
        const told = both.map(({ seconds, peakMb }) => `${seconds.toFixed(2)} s, ${peakMb.toFixed(0)} MB`)
        print(`${count}: ours ${told[0]}; scikit-learn ${told[1]} (${ratio.toFixed(1)} times as long)`)
        await rm(file)
      }
      print(`pyeer on 10 million scores in memory, measured before: ${pyeer.seconds.join(' / ')} s, ${pyeer.peakMb} MB`)
      return { measurements: [...measurements, { name: 'pyeer, measured before', ...pyeer }] }
    } finally {
      await rm(folder, { recursive: true })
    }
  },
}

function script(name: string): string {
  return join(import.meta.dirname, name)
}

async function runScript(command: string, args: readonly string[]): Promise<Figures> {
  const { stdout } = await promisify(execFile)(command, args, { cwd: import.meta.dirname })
  const printed: Readonly<Record<string, unknown>> = JSON.parse(stdout)
  const figure = (name: keyof Figures) => {
    const value = printed[name]
    if (typeof value !== 'number') throw new Error(`Expected ${command} to print ${name} but received ${stdout}`)
    return value
  }
  return {
    seconds: figure('seconds'),
    cpuSeconds: figure('cpuSeconds'),
    peakMb: figure('peakMb'),
    eer: figure('eer'),
    auc: figure('auc'),
    fnmrAtFmr1000: figure('fnmrAtFmr1000'),
  }
}

/** Both sides must have measured the same, or their times say nothing. */
function requireSame(a: Figures, b: Figures): void {
  for (const name of ['eer', 'auc', 'fnmrAtFmr1000'] as const) {
    if (Math.abs(a[name] - b[name]) > 1e-9)
      throw new Error(`Expected the same ${name} but received ${a[name]} and ${b[name]}`)
  }
}

/** A tenth genuine, normal scores with all their digits. */
async function writeScores(file: string, count: number): Promise<void> {
  const rng = createRng(`score file of ${count}`)
  const handle = await open(file, 'w')
  try {
    let lines = 'label,score\n'
    for (let i = 0; i < count; i++) {
      const genuine = i % 10 === 0
      lines += `${genuine ? 1 : 0},${rng.normal(genuine ? 0.6 : 0.1, 0.15)}\n`
      if (lines.length > 1_000_000 || i === count - 1) {
        await handle.write(lines)
        lines = ''
      }
    }
  } finally {
    await handle.close()
  }
}
