import type { IncomingMessage } from 'node:http'

/** Names under which this machine knows itself. */
const localNames = ['127.0.0.1', 'localhost', '[::1]']

/**
 * Why a request is refused, or null. The server has no users and no passwords: it trusts who sits at this machine. So a page of
 * another site must not reach it, neither under a name that was bound to this machine (DNS rebinding) nor from its own origin.
 */
export function refusalOf(request: IncomingMessage): string | null {
  const host = request.headers.host ?? ''
  if (!localNames.includes(host.replace(/:\d+$/, ''))) return `Expected a local host name but received ${host}`
  const { origin } = request.headers
  if (origin !== undefined && origin !== `http://${host}`)
    return `Expected a request of the dashboard but received one of ${origin}`
  const site = request.headers['sec-fetch-site']
  const navigates = request.headers['sec-fetch-mode'] === 'navigate' && request.method === 'GET'
  if (site === 'cross-site' && !navigates) return 'Expected a request of the dashboard but received one of another site'
  return null
}
