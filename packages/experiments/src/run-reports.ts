import { evidenceReport, identificationReport, normalisationReport, type Report } from '@maskmirror/evaluation'
import type { RunResult } from './result.ts'

/** What a run measured besides its table, laid out for people; null where it was not measured. */
export interface RunReports {
  readonly identification: Report | null
  readonly evidence: Report
  readonly normalisation: Report | null
}

export function runReports({ identification, evidence, normalisation }: RunResult): RunReports {
  return {
    identification: identification === null ? null : identificationReport(identification),
    evidence: evidenceReport(evidence),
    normalisation: normalisation.length === 0 ? null : normalisationReport(normalisation),
  }
}
