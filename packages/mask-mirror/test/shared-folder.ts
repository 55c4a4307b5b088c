import { resolve } from 'node:path'

/** Where data for tests lie that are not part of the project: MASKMIRROR_SHARED, else `../shared` beside the project. */
export function sharedFolder(): string {
  return process.env.MASKMIRROR_SHARED ?? resolve(import.meta.dirname, '../../../../shared')
}
