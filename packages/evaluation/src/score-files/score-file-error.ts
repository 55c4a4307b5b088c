import { EvaluationError } from '#evaluation-error.ts'

/**
 * What is wrong with a score file, naming file, line, rule and value.
 *
 * @param line counted from 1; null when the file as a whole is meant
 * @param expected the rule, as it follows "expected"
 * @param value what was there instead; long values are cut
 * @param remark what else helps to find the mistake
 */
export function scoreFileError(
  file: string,
  line: number | null,
  expected: string,
  value: string,
  remark?: string,
): EvaluationError {
  const place = line === null ? file : `${file}, line ${line}`
  const shown = value.length > 120 ? `${value.slice(0, 120)}…` : value
  return new EvaluationError({
    code: 'score-file-malformed',
    message: `${place}: expected ${expected} but received ${JSON.stringify(shown)}${remark === undefined ? '' : ` (${remark})`}`,
    details: { file, line, expected, value: shown },
  })
}
