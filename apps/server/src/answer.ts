import type { ServerResponse } from 'node:http'

/** Ends a response with a body. @returns true, for handlers that say whether they answered */
export function answer(
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Uint8Array,
  headers: Record<string, string> = {},
): true {
  response.writeHead(status, { 'content-type': type, 'x-content-type-options': 'nosniff', ...headers })
  response.end(body)
  return true
}
