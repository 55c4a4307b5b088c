import { correctedByMeasure, type SettingResult } from '@maskmirror/evaluation'
import type { RunComparison, RunDifference } from '#compare-runs.ts'
import { ExperimentError } from '#error.ts'
import type { RunRequest } from '#run-request.ts'
import type { RunDetail } from '#workbench.ts'
import type { StudyFile, StudySystem } from './study-file.ts'
import type { StudyEvaluation, StudyResult, StudyRow, StudySystemResult } from './study-result.ts'

/** What a study is done with. */
export interface StudyTools {
  /** Makes a system ready, from where an earlier call stopped. @returns the name of a card or an .onnx file, and what was learned */
  readonly prepare: (system: StudySystem) => Promise<{ model: string; learned: StudySystemResult['learned'] }>
  /** Runs to the end, or takes the run that is there. */
  readonly evaluate: (request: RunRequest) => Promise<RunDetail>
  readonly compare: (a: string, b: string) => Promise<RunComparison>
  /** Told what begins. */
  readonly onStage: (what: string) => void
}

/**
 * Makes every system of a study ready, measures it on every set and compares it with the first. What is done is kept by the
 * tools, so that the same call goes on.
 *
 * @throws what the tools throw
 */
export async function runStudy({ name, systems, evaluations }: StudyFile, tools: StudyTools): Promise<StudyResult> {
  const { prepare, evaluate, compare, onStage } = tools
  const ready: { name: string; model: string; learned: StudySystemResult['learned'] }[] = []
  for (const [i, system] of systems.entries()) {
    onStage(`system ${i + 1} of ${systems.length}: ${system.name}`)
    ready.push({ name: system.name, ...(await prepare(system)) })
  }
  const checksums = new Map<string, string>()
  const done: StudyEvaluation[] = []
  let provenance: RunDetail['provenance'] = null
  for (const { name: of, ...request } of evaluations) {
    const runs: { system: string; run: RunDetail }[] = []
    for (const { name: system, model } of ready) {
      onStage(`${of}: ${system}`)
      const run = await evaluate({ ...request, model })
      checksums.set(system, run.spec.model.sha256)
      provenance = run.provenance
      runs.push({ system, run })
    }
    onStage(`${of}: comparisons`)
    const differences: (RunDifference & { system: string })[] = []
    for (const { system, run } of runs.slice(1)) {
      const compared = await compare(runs[0]!.run.id, run.id)
      differences.push(...compared.differences.map((difference) => ({ ...difference, system })))
    }
    const { counts, notes } = resultOf(runs[0]!.run)
    done.push({
      name: of,
      counts,
      runs: Object.fromEntries(runs.map(({ system, run }) => [system, run.id])),
      rows: runs.flatMap(({ system, run }) => resultOf(run).table.settings.map((one) => rowOf(system, one))),
      // the corrections inside of single comparisons do not know of the other systems
      differences: correctedByMeasure(differences),
      notes,
    })
  }
  return {
    name,
    systems: ready.map(({ name: system, learned }) => ({ name: system, sha256: checksums.get(system)!, learned })),
    evaluations: done,
    provenance,
  }
}

function resultOf({ id, result, status }: RunDetail): NonNullable<RunDetail['result']> {
  if (result !== null) return result
  throw new ExperimentError({
    code: 'run-not-finished',
    message: `Expected ${id} to be finished but it is ${status}`,
  })
}

function rowOf(system: string, { setting, scored, intervals }: SettingResult): StudyRow {
  const { rates, genuine, impostor } = scored
  const frozen = rates?.frozenFmr100 ?? null
  return {
    system,
    setting,
    eer: rates?.equalErrorRate?.eer ?? null,
    eerInterval: intervals?.eer ?? null,
    fnmrAtFmr100: rates?.fmr100.supported === true ? rates.fmr100.fnmr : null,
    fnmrAtFmr1000: rates?.fmr1000.supported === true ? rates.fmr1000.fnmr : null,
    frozenFmr100: frozen === null ? null : { fmr: frozen.fmr, fnmr: frozen.fnmr },
    meanGenuine: genuine.mean,
    meanImpostor: impostor.mean,
  }
}
