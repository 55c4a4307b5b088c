import { openThresholdMeter, type RatesOver, type ThresholdMeter } from '@maskmirror/evaluation'
import type { ArtefactStore } from '@maskmirror/storage'
import { ExperimentError } from './error.ts'
import { decodeRunScores, type RunScores, runScoresKey } from './run-scores.ts'
import { comparisonsOf, peopleOfPairs } from './scores.ts'

/** A run's scores, ready to be asked. */
export interface OpenRunScores extends RunScores {
  /** Error rates of all settings at any threshold; sorted at the first call. */
  meter(over: RatesOver): ThresholdMeter
}

/** Runs kept in memory: a person looks at one or compares two; about 20 MB each at 40,000 pairs in five settings. */
const kept = 3

/**
 * Reads the scores of finished runs and keeps those asked for last.
 *
 * @returns a function that throws ExperimentError `scores-missing` for a run whose scores are not stored
 */
export function createRunScoresReader(artefacts: ArtefactStore): (runId: string) => Promise<OpenRunScores> {
  const known = new Map<string, Promise<OpenRunScores>>()
  return (runId) => {
    const found = known.get(runId) ?? load(runId, artefacts)
    known.delete(runId)
    known.set(runId, found)
    if (known.size > kept) known.delete(known.keys().next().value!)
    // what could not be read is tried again
    found.catch(() => known.delete(runId))
    return found
  }
}

async function load(runId: string, artefacts: ArtefactStore): Promise<OpenRunScores> {
  const bytes = await artefacts.read(runScoresKey(runId))
  if (bytes === null) {
    throw new ExperimentError({
      code: 'scores-missing',
      message: `Expected the scores of ${runId} in the data directory but they are gone or damaged. Delete the run and start it again: computed stages are used where they still are`,
    })
  }
  const scores = await decodeRunScores(bytes)
  const meters = new Map<RatesOver, ThresholdMeter>()
  return {
    ...scores,
    meter: (over) => {
      const known = meters.get(over)
      if (known !== undefined) return known
      const meter = openThresholdMeter({ settings: comparisonsOf(scores), people: peopleOfPairs(scores), over })
      meters.set(over, meter)
      return meter
    },
  }
}
