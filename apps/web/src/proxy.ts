import { type NextRequest, NextResponse } from 'next/server'
import { readEnv } from './env.ts'
import { contentSecurityPolicy } from './server/content-security-policy.ts'
import { isLocalHost } from './server/host-rule.ts'

/** Runs before every page and every call to the API: refuses foreign host names, gives pages their content security policy. */
export function proxy(request: NextRequest): NextResponse {
  const { development } = readEnv()
  const host = request.headers.get('host')
  if (!isLocalHost(host)) {
    return new NextResponse(`Expected a local host name but received ${host}`, {
      status: 403,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
    })
  }
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64')
  const policy = contentSecurityPolicy(nonce, development)
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  // Next reads the nonce for its own scripts from here
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  if (isPage(request.nextUrl.pathname)) response.headers.set('content-security-policy', policy)
  return response
}

export const config = { matcher: ['/((?!_next/static|_next/image).*)'] }

/** The report brings its own policy; the API, pictures and exports need none. */
function isPage(pathname: string): boolean {
  return (
    !pathname.startsWith('/api/') &&
    !pathname.startsWith('/images/') &&
    !pathname.startsWith('/photos/') &&
    !/^\/runs\/[^/]+\/(report\.html|exports\/)/.test(pathname)
  )
}
