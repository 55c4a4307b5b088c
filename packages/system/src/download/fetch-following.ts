import type { ErrorOfFault } from './download-fault.ts'

const maxRedirects = 5

/**
 * Fetches an address and follows where it leads, but never from https to anything else and never to what is no web address.
 *
 * @throws what `errorOf` makes of `no-answer` and `refused`; the signal's reason when aborted
 */
export async function fetchFollowing(
  address: string,
  options: {
    readonly headers: Readonly<Record<string, string>>
    readonly fetch: typeof fetch
    readonly signal?: AbortSignal | undefined
    readonly errorOf: ErrorOfFault
  },
): Promise<Response> {
  const { headers, signal, errorOf } = options
  const refused = (message: string, { href }: URL) => errorOf({ kind: 'refused', message, details: { address: href } })
  let current = new URL(address)
  for (let followed = 0; followed <= maxRedirects; followed++) {
    const { href } = current
    const response = await options
      .fetch(href, {
        // compressed on the way, a range would count other bytes
        headers: { 'accept-encoding': 'identity', ...headers },
        redirect: 'manual',
        signal: signal ?? null,
      })
      .catch((cause: unknown) => {
        signal?.throwIfAborted()
        throw errorOf({ kind: 'no-answer', message: `No answer from ${href}`, details: { address: href }, cause })
      })
    const target = response.headers.get('location')
    if (![301, 302, 303, 307, 308].includes(response.status) || target === null) return response
    await response.body?.cancel()
    const next = URL.canParse(target, href) ? new URL(target, current) : null
    if (next === null || !['https:', current.protocol].includes(next.protocol)) {
      throw refused(`Expected ${href} to lead to https but it leads to ${target}`, current)
    }
    current = next
  }
  throw refused(`Expected ${address} to lead to a file but it leads on more than ${maxRedirects} times`, current)
}
