import type { Report } from '@maskmirror/evaluation'
import { evidenceOfSetsReport, pointSections } from '@maskmirror/evaluation/score-sets'
import type { ScoreGroup } from './evaluate-group.ts'

/** What a group says besides its table: the points that were asked for, calibration and fusion. */
export function furtherReport({ points, evidence }: Pick<ScoreGroup, 'points' | 'evidence'>): Report {
  const ofEvidence = evidence === null ? { sections: [], notes: [] } : evidenceOfSetsReport(evidence)
  return { sections: [...pointSections(points), ...ofEvidence.sections], notes: ofEvidence.notes }
}
