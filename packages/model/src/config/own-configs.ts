import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../../configs', import.meta.url))

/** The training configurations that come with the program, as they are written, by name. */
export async function listOwnConfigs(): Promise<{ name: string; text: string }[]> {
  const names = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort()
  return Promise.all(
    names.map(async (file) => ({
      name: file.slice(0, -'.json'.length),
      text: await readFile(join(folder, file), 'utf8'),
    })),
  )
}
