const ownNames = ['localhost', '127.0.0.1', '[::1]']

/**
 * Whether the dashboard answers to the host that a request names.
 *
 * A page of the web can let its own name point at 127.0.0.1 (DNS rebinding) and would then be of the dashboard's origin;
 * its host name gives it away.
 *
 * @param host the request's `Host`, with or without port
 * @param allowed names without port, lower case
 */
export function isAllowedHost(host: string | null, allowed: readonly string[]): boolean {
  if (host === null) return false
  const name = host.toLowerCase().replace(/:\d+$/, '')
  return ownNames.includes(name) || allowed.includes(name)
}
