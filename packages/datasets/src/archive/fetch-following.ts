import { DatasetError } from '#error.ts'

const maxRedirects = 5

/**
 * Fetches an address and follows where it leads, but never from https to anything else and never to what is no web address.
 *
 * @throws DatasetError `download-failed`; the signal's reason when aborted
 */
export async function fetchFollowing(
  address: string,
  options: { headers: Readonly<Record<string, string>>; signal?: AbortSignal | undefined },
): Promise<Response> {
  let current = new URL(address)
  for (let followed = 0; followed <= maxRedirects; followed++) {
    const response = await fetch(current, {
      // compressed on the way, a range would count other bytes
      headers: { 'accept-encoding': 'identity', ...options.headers },
      redirect: 'manual',
      signal: options.signal ?? null,
    }).catch((cause: unknown) => {
      options.signal?.throwIfAborted()
      throw failed(`No answer from ${current.href}`, current, cause)
    })
    const target = response.headers.get('location')
    if (![301, 302, 303, 307, 308].includes(response.status) || target === null) return response
    await response.body?.cancel()
    const next = URL.canParse(target, current.href) ? new URL(target, current) : null
    if (next === null || !['https:', current.protocol].includes(next.protocol)) {
      throw failed(`Expected ${current.href} to lead to https but it leads to ${target}`, current)
    }
    current = next
  }
  throw failed(`Expected ${address} to lead to a file but it leads on more than ${maxRedirects} times`, current)
}

function failed(message: string, address: URL, cause?: unknown): DatasetError {
  return new DatasetError({
    code: 'download-failed',
    message,
    details: { address: address.href },
    ...(cause === undefined ? {} : { cause }),
  })
}
