import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { ExperimentError } from '#error.ts'

/**
 * Reads a JSON file of a known form.
 *
 * @param what the file is, for the message: `a study`
 * @throws ExperimentError `bad-plan` for a file that is not there, is no JSON or says what does not go together
 */
export async function readPlan<Plan>(path: string, what: string, schema: z.ZodType<Plan>): Promise<Plan> {
  const wrong = (why: string, cause: unknown) =>
    new ExperimentError({
      code: 'bad-plan',
      message: `Expected ${what} at ${path} but: ${why}`,
      details: { path },
      cause,
    })
  let json: unknown
  try {
    json = JSON.parse(await readFile(path, 'utf8'))
  } catch (cause) {
    throw wrong(cause instanceof Error ? cause.message : String(cause), cause)
  }
  const parsed = schema.safeParse(json)
  if (!parsed.success) throw wrong(z.prettifyError(parsed.error), parsed.error)
  return parsed.data
}
