import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { ModelError } from '../error.ts'
import { type TrainFile, TrainFileSchema } from './train-file.ts'

/** @throws ModelError `bad-config` for a file that is not there, is no JSON or says what does not go together */
export async function readTrainFile(path: string): Promise<TrainFile> {
  const wrong = (why: string, cause: unknown) =>
    new ModelError({
      code: 'bad-config',
      message: `Expected a training configuration at ${path} but: ${why}`,
      details: { path },
      cause,
    })
  let json: unknown
  try {
    json = JSON.parse(await readFile(path, 'utf8'))
  } catch (cause) {
    throw wrong(cause instanceof Error ? cause.message : String(cause), cause)
  }
  const parsed = TrainFileSchema.safeParse(json)
  if (!parsed.success) throw wrong(z.prettifyError(parsed.error), parsed.error)
  return parsed.data
}
