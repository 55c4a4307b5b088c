import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isDashboardBuilt } from '@maskmirror/server'
import { startMaskmirror, temporaryFolder } from './maskmirror.ts'

/** Why the dashboard cannot be tried in a browser here, or null. */
export function whyNotServed(chromium: string | null): string | null {
  if (chromium === null) return 'there is no chromium'
  return isDashboardBuilt() ? null : 'the dashboard is not built'
}

/**
 * The server with its dashboard, on a data directory of its own; stopped at the end of the scope.
 *
 * @param roots more folders that it may open, besides `photos`
 */
export async function serve(env: Record<string, string> = {}, roots: readonly string[] = []) {
  const folder = await temporaryFolder()
  const photos = join(folder.path, 'photos')
  await mkdir(photos)
  const args = ['serve', '--port', '0', '--root', photos, ...roots, '--data-dir', join(folder.path, 'data')]
  const command = startMaskmirror(args, env)
  const url = await new Promise<string>((resolve, reject) => {
    command.onOutput((printed) => {
      const found = /MaskMirror is at (http:\/\/127\.0\.0\.1:\d+)/.exec(printed)?.[1]
      if (found !== undefined) resolve(found)
    })
    command.ended.then(({ stderr }) => reject(new Error(stderr)), reject)
  })
  return {
    url,
    photos,
    [Symbol.asyncDispose]: async () => {
      command.kill('SIGTERM')
      await command.ended
      await folder[Symbol.asyncDispose]()
    },
  }
}
