import { DatasetError } from '#error.ts'

/** How a person's name is read, so that sets that write it in another way mean the same person. */
export const personKeyRules = ['as-is', 'third-part'] as const

export type PersonKeyRule = (typeof personKeyRules)[number]

/**
 * The name by which people of several sets are compared. `third-part`: RMFVD writes `00_0001_tankai_07` for RMFRD's
 * `tankai`; a name of fewer than three parts stays as it is.
 *
 * @throws DatasetError `bad-option` for a name of three parts or more whose third one is empty
 */
export function personKey(person: string, rule: PersonKeyRule): string {
  if (rule === 'as-is') return person
  const parts = person.split('_')
  if (parts.length < 3) return person
  const third = parts[2]!
  if (third !== '') return third
  throw new DatasetError({
    code: 'bad-option',
    message: `Expected the third part of the name ${JSON.stringify(person)} but it is empty`,
    details: { person },
  })
}
