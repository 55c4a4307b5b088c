import type { Stats } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { PictureFile } from '../picture-folder/list-pictures.ts'
import type { KnownLine } from './provenance-line.ts'
import type { SynthOptions } from './synth-options.ts'
import { alphaName, binaryName } from './synth-task.ts'

/**
 * Whether an earlier run made a picture's output with the same settings, and nothing has changed since: same key, the
 * input has the size of then and is not newer than its output, and every output is there, the picture with the size of
 * then.
 *
 * @param line the earlier run's, if any
 * @param outputFolder absolute
 */
export async function isDone(
  { file, path }: PictureFile,
  key: string,
  line: KnownLine | undefined,
  { outputFolder, options }: { outputFolder: string; options: Pick<SynthOptions, 'alpha' | 'binary'> },
): Promise<boolean> {
  if (line === undefined || !line.ok || line.key !== key) return false
  const target = join(outputFolder, file)
  const [input, output] = await Promise.all([statOrNull(path), statOrNull(target)])
  if (input?.size !== line.input?.bytes || output?.size !== line.output?.bytes) return false
  if (input === null || output === null || input.mtimeMs > output.mtimeMs) return false
  if (options.alpha && (await statOrNull(alphaName(target))) === null) return false
  return !options.binary || (await statOrNull(binaryName(target))) !== null
}

/** null for what is absent or cannot be looked at. */
function statOrNull(path: string): Promise<Stats | null> {
  return stat(path).catch(() => null)
}
