import { forward } from '#server/forward.ts'

/** Photos of data sets and their reviewed lists; the API server reads the address, so it goes on as it came. */
export function GET(request: Request): Promise<Response> {
  return forward(request, new URL(request.url).pathname)
}
