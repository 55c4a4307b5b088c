import type { ColumnRole } from './row-layout.ts'
import { columnRoles } from './row-layout.ts'
import { scoreFileError } from './score-file-error.ts'

/** The header's name for what a column holds, where it differs from ours: `{ score: 'similarity', referencePerson: 'id1' }`. */
export type ColumnNames = Readonly<Partial<Record<ColumnRole, string>>>

/** Roles of bob's columns, by name; the first name that is there counts. */
const bobColumns: Readonly<Partial<Record<ColumnRole, readonly string[]>>> = {
  score: ['score'],
  referencePerson: ['bio_ref_subject_id'],
  probePerson: ['probe_subject_id'],
  reference: ['bio_ref_template_id'],
  probe: ['probe_key', 'probe_template_id'],
  attack: ['probe_attack_type'],
}

/**
 * Which column holds what, by the names of a header.
 *
 * @param input.names all columns in their order
 * @param input.bob whether they are named as bob names them
 * @param input.scoreGiven whether scores come from elsewhere
 * @param input.classGiven whether the caller knows the class of all comparisons, so that no column has to say it
 * @returns positions from 0
 * @throws EvaluationError `score-file-malformed` for a missing column, or one that is there twice
 */
export function headerRoles(input: {
  file: string
  names: readonly string[]
  columns: ColumnNames
  bob: boolean
  scoreGiven: boolean
  classGiven: boolean
}): Partial<Record<ColumnRole, number>> {
  const { file, names, columns, bob } = input
  const roles: Partial<Record<ColumnRole, number>> = {}
  for (const role of columnRoles) {
    if (role === 'score' && input.scoreGiven) continue
    const given = columns[role]
    const usual = bob ? (bobColumns[role] ?? []) : [role]
    const name = (given === undefined ? usual : [given]).find((one) => names.includes(one))
    if (name !== undefined) {
      roles[role] = names.indexOf(name)
      if (names.lastIndexOf(name) !== roles[role]) throw scoreFileError(file, 1, `one column ${name}`, names.join(','))
    } else if (given !== undefined) {
      throw scoreFileError(file, 1, `a column named ${given} for ${role} in the header`, names.join(','))
    }
  }
  const hasPeople = roles.referencePerson !== undefined && roles.probePerson !== undefined
  if (
    (roles.score === undefined && !input.scoreGiven) ||
    (roles.label === undefined && !hasPeople && !input.classGiven)
  ) {
    const needed = bob
      ? `bio_ref_subject_id, probe_subject_id${input.scoreGiven ? '' : ' and score'}`
      : `${input.scoreGiven ? '' : 'score and '}either label or referencePerson and probePerson (--columns gives other names)`
    throw scoreFileError(file, 1, `a header with ${needed}`, names.join(','))
  }
  return roles
}
