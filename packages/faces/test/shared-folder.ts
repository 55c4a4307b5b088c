import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

/** Where real photos and models lie beside the project; null when they do not. */
export const sharedFolder: string | null = (() => {
  const folder = resolve(process.env.MASKMIRROR_SHARED ?? resolve(import.meta.dirname, '../../../../shared'))
  return existsSync(resolve(folder, 'models')) && existsSync(resolve(folder, 'data')) ? folder : null
})()
