/** How comparisons are written in a file. */
export const scoreFormats = ['bob-4', 'bob-5', 'bob-csv', 'csv', 'pairs', 'list', 'npy', 'parquet'] as const

export type ScoreFormat = (typeof scoreFormats)[number]

/** For people: what a line or file of each format holds. */
export const scoreFormatTexts: Readonly<Record<ScoreFormat, string>> = {
  'bob-4': 'claimed person, real person, probe, score, separated by single spaces or tabs',
  'bob-5': 'claimed person, model, real person, probe, score, separated by single spaces or tabs',
  'bob-csv': 'CSV with bio_ref_subject_id, probe_subject_id and score',
  csv: 'CSV with score and either label or referencePerson and probePerson',
  pairs: 'reference, probe, 1 or 0, and optionally a score, separated by single spaces or tabs',
  list: 'one score a line',
  npy: 'NumPy array of scores, float32 or float64',
  parquet: 'Parquet with the columns of csv or bob-csv',
}
