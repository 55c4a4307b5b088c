import type { IncomingMessage, ServerResponse } from 'node:http'
import { MaskMirrorError } from '@maskmirror/core'
import type { Workbench } from '@maskmirror/experiments'
import { PhotoKeySchema, pictureSides } from '@maskmirror/experiments/dataset-pages'
import { answer } from './answer.ts'

const text = 'text/plain; charset=utf-8'

/** What is answered of the photos themselves; raised when the same photo becomes another JPEG, so that browsers ask again. */
const drawing = 1

/**
 * Answers `/photos/<set>/<key>/<side>.jpg`, a photo of a data set within a square of one of a few sizes, and `/photos/<set>/reviewed.csv`, the
 * list of what was decided about its photos. A key holds the edition of the set and a place in it: no file of the server can be named.
 *
 * @returns false when the path is another one
 */
export async function servePhotos(
  pathname: string,
  workbench: Workbench,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const [, name, rest] = /^\/photos\/([^/]+)\/(.+)$/.exec(pathname) ?? []
  if (name === undefined || rest === undefined) return false
  try {
    const set = decodeURIComponent(name)
    if (rest === 'reviewed.csv') {
      return answer(response, 200, 'text/csv; charset=utf-8', await workbench.pages.reviewedList(set), {
        'cache-control': 'no-store',
        'content-disposition': `attachment; filename="${fileName(set)}-reviewed.csv"`,
      })
    }
    return await servePhoto(set, rest, workbench, request, response)
  } catch (error) {
    if (error instanceof URIError) return answer(response, 400, text, 'The address is not well-formed')
    if (error instanceof MaskMirrorError) return answer(response, 404, text, error.message)
    throw error
  }
}

async function servePhoto(
  set: string,
  rest: string,
  workbench: Workbench,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<true> {
  const [, key, digits] = /^([^/]+)\/(\d{1,5})\.jpg$/.exec(rest) ?? []
  const side = pictureSides.find((known) => String(known) === digits)
  if (key === undefined || side === undefined || !PhotoKeySchema.safeParse(key).success) {
    const expected = `Expected a key of a photo and a side of ${pictureSides.join(', ')} pixels, such as 9f86d081884c7d65-17/160.jpg`
    return answer(response, 404, text, expected)
  }
  // a key names content, so the address says already whether the browser has the picture
  const etag = `"${key}-${side}-${drawing}"`
  const caching = { etag, 'cache-control': 'private, max-age=31536000, immutable' }
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, caching)
    response.end()
    return true
  }
  const picture = await workbench.pages.drawPhoto(set, key, side)
  if (!picture.ok) {
    return answer(response, 422, text, `The photo is damaged: ${picture.detail}`, { 'cache-control': 'no-store' })
  }
  return answer(response, 200, 'image/jpeg', picture.value, caching)
}

/** Without what a header or a file system could take for something else. */
function fileName(set: string): string {
  return set.replaceAll(/[^A-Za-z0-9_-]+/g, '-')
}
