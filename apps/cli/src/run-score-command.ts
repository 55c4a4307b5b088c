import { stat } from 'node:fs/promises'
import { createProgressMeter } from '@maskmirror/core'
import { comparisonTableText, reportText } from '@maskmirror/evaluation'
import {
  evaluateScoreFiles,
  furtherReport,
  type GivenFiles,
  type ScoreContext,
  type ScoreEvaluation,
  scoreInputs,
} from '@maskmirror/experiments/score-files'
import { interruptSignal } from './interrupt-signal.ts'
import { createProgressDisplay } from './progress-display.ts'
import { parseScoreOptions, type ScoreOptions } from './score-options.ts'

/** Files that take longer than a moment show how far they are read (our choice). */
const progressFrom = 50_000_000

const million = 1_000_000

/**
 * Evaluates score files, prints what they say and writes the exports.
 *
 * @param pairs what all files have to be about, see `evaluateScoreFiles`
 */
export async function runScoreCommand(
  given: Pick<GivenFiles, 'files' | 'genuine' | 'impostor'>,
  options: ScoreOptions,
  pairs?: 'same' | 'common',
): Promise<void> {
  const list = options.pairs === undefined ? {} : { pairs: options.pairs }
  const inputs = scoreInputs({ ...given, ...list })
  const others = (files: readonly string[]) =>
    files.length === 0 ? [] : scoreInputs({ files, genuine: [], impostor: [], ...list })
  const frozenFrom = others(options.frozenFrom === undefined ? [] : [options.frozenFrom])[0] ?? null
  const development = others(options.development)
  const parsed = parseScoreOptions(options)
  const { signal, stop } = interruptSignal()
  const display = createProgressDisplay(process.stderr)
  const paths = [...inputs, ...development, ...(frozenFrom === null ? [] : [frozenFrom])].flatMap(({ files }) => files)
  const context: ScoreContext = {
    stdin: process.stdin,
    signal,
    onBytes: await bytesDisplay(
      paths.map(({ path }) => path),
      display.show,
    ),
    onProgress: display.show,
    clockMs: () => performance.now(),
  }
  let evaluation: ScoreEvaluation
  let written: readonly string[] = []
  try {
    evaluation = await evaluateScoreFiles(
      {
        inputs,
        frozenFrom,
        development,
        fused: options.fuse === true,
        ...parsed,
        ...(pairs === undefined ? {} : { pairs }),
      },
      context,
    )
    if (options.out !== undefined) {
      // figures bring whole libraries along: loaded only when there is something to draw
      const { writeScoreExports } = await import('@maskmirror/experiments/score-files/exports')
      written = await writeScoreExports(evaluation, options.out)
    }
  } finally {
    display.stop()
    stop()
  }
  if (options.json === true) console.log(JSON.stringify(evaluation, null, 2))
  else printEvaluation(evaluation)
  if (options.out !== undefined) console.error(`Written to ${options.out}: ${written.join(', ')}`)
}

function printEvaluation({ groups, notes }: ScoreEvaluation): void {
  const width = Math.max(80, process.stdout.columns ?? 120)
  for (const [i, group] of groups.entries()) {
    const further = furtherReport(group)
    if (groups.length > 1) console.log(`Pair list ${i + 1}\n`)
    console.log(comparisonTableText(group.table, { width }))
    if (further.sections.length > 0) console.log(reportText(further, { width }))
  }
  for (const note of notes) console.log(note)
}

/** Counts megabytes of files together; says nothing about small files and about streams, whose length is not known. */
async function bytesDisplay(
  paths: readonly string[],
  show: ScoreContext['onProgress'],
): Promise<(count: number) => void> {
  const sizes = await Promise.all(
    paths.map((path) =>
      stat(path).then(
        (stats) => (stats.isFile() ? stats.size : null),
        () => null,
      ),
    ),
  )
  const total = sizes.reduce((sum: number, size) => sum + (size ?? 0), 0)
  if (sizes.includes(null) || total < progressFrom) return () => {}
  const meter = createProgressMeter('reading, megabytes', Math.ceil(total / million), show, () => performance.now())
  let bytes = 0
  let shown = 0
  return (count) => {
    bytes += count
    const done = bytes >= total ? Math.ceil(total / million) : Math.floor(bytes / million)
    if (done > shown) meter.advance(done - shown)
    shown = done
  }
}
