import type { ScoreFormat } from './score-format.ts'

/** What a column can hold. */
export const columnRoles = [
  'score',
  'label',
  'reference',
  'probe',
  'referencePerson',
  'probePerson',
  'setting',
  'attack',
] as const

export type ColumnRole = (typeof columnRoles)[number]

/** Where to find what in a line of text. */
export interface RowLayout {
  readonly format: ScoreFormat
  /** Byte between cells; 0 when a line is one cell. */
  readonly separator: number
  /** Cells of a line. */
  readonly columns: number
  /** Position of each role's column, from 0. */
  readonly roles: Readonly<Partial<Record<ColumnRole, number>>>
  /** Lines before the first comparison. */
  readonly headerLines: 0 | 1
}

const separatorNames: Readonly<Record<number, string>> = {
  9: 'tabs',
  32: 'single spaces',
  44: 'commas',
  59: 'semicolons',
}

/** `commas`, for messages. */
export function separatorName(separator: number): string {
  return separatorNames[separator] ?? 'nothing'
}
