import type { IncomingMessage, ServerResponse } from 'node:http'
import { MaskMirrorError } from '@maskmirror/core'
import { ImageIdSchema, type Workbench } from '@maskmirror/experiments'
import { answer } from './answer.ts'
import { servePhotos } from './serve-photos.ts'

/**
 * Answers `/images/<id>.png`, `/runs/<id>/report.html`, `/runs/<id>/exports/<file>`, photos of data sets (see `servePhotos`), and what a browser
 * needs to draw masks by itself: `/mask-drawings` and `/face-landmarker.task`. Pictures are named by their content, never by a path.
 *
 * @returns false when the path is another one
 */
export async function serveFiles(
  pathname: string,
  workbench: Workbench,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const image = /^\/images\/([^/]+)\.png$/.exec(pathname)?.[1]
  if (image !== undefined) {
    const png = ImageIdSchema.safeParse(image).success ? await workbench.readImage(image) : null
    if (png === null) return answer(response, 404, 'text/plain', 'There is no such picture')
    // the name is the content's hash, so it never changes
    return answer(response, 200, 'image/png', png, { 'cache-control': 'private, max-age=31536000, immutable' })
  }
  const [, run, file] = /^\/runs\/([^/]+)\/(report\.html|exports\/[^/]+)$/.exec(pathname) ?? []
  if (run !== undefined && file !== undefined) {
    try {
      return await serveResult(decodeURIComponent(run), decodeURIComponent(file), workbench, response)
    } catch (error) {
      if (error instanceof MaskMirrorError) return answer(response, 404, 'text/plain; charset=utf-8', error.message)
      if (error instanceof URIError) return answer(response, 400, 'text/plain', 'The address is not well-formed')
      throw error
    }
  }
  if (await servePhotos(pathname, workbench, request, response)) return true
  if (pathname === '/mask-drawings') {
    const type = 'application/octet-stream'
    return answer(response, 200, type, await workbench.readMaskDrawings(), { 'content-encoding': 'gzip' })
  }
  if (pathname === '/face-landmarker.task') {
    const model = await workbench.readLandmarker()
    if (model === null) return answer(response, 404, 'text/plain', 'The file of the landmarker is not there')
    return answer(response, 200, 'application/octet-stream', model)
  }
  return false
}

async function serveResult(run: string, file: string, workbench: Workbench, response: ServerResponse): Promise<true> {
  if (file === 'report.html') {
    return answer(response, 200, 'text/html; charset=utf-8', await workbench.renderReport(run), {
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
    })
  }
  const name = file.slice('exports/'.length)
  const exported = await workbench.exportRun(run, name)
  if (exported === null) return answer(response, 404, 'text/plain', 'There is no such file of this run')
  return answer(response, 200, exported.type, exported.body, {
    // a drawing opened in the browser could run scripts if it had any: it is saved instead
    'content-disposition': `attachment; filename="${run}-${name}"`,
  })
}
