import { realpath } from 'node:fs/promises'
import { isAbsolute, relative, resolve } from 'node:path'
import { ExperimentError } from './error.ts'

/**
 * The real path of a file or folder that a client names, when it lies inside one of the roots after every link is
 * followed. Whether something outside exists is not told.
 *
 * @param parameter name for the message
 * @param path absolute, or relative to the first root
 * @throws ExperimentError `path-outside-roots`
 */
export async function allowedPath(parameter: string, path: string, roots: readonly string[]): Promise<string> {
  const refusal = () =>
    new ExperimentError({
      code: 'path-outside-roots',
      message: `Expected ${parameter} to exist inside ${roots.join(' or ')} but received ${JSON.stringify(path)}. The server's roots are set by --root or MASKMIRROR_ROOTS`,
    })
  const first = roots[0]
  if (first === undefined || path.includes('\0')) throw refusal()
  const wanted = isAbsolute(path) ? path : resolve(first, path)
  const real = await realpath(wanted).catch(() => null)
  if (real === null) throw refusal()
  for (const root of roots) {
    const realRoot = await realpath(root).catch(() => null)
    if (realRoot === null) continue
    const inside = relative(realRoot, real)
    if (!inside.startsWith('..') && !isAbsolute(inside)) return real
  }
  throw refusal()
}
