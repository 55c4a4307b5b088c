const localNames = ['localhost', '127.0.0.1', '[::1]']

/**
 * Whether a request names this machine, as the server asks of its own requests.
 *
 * A page of the web can let its own name point at 127.0.0.1 (DNS rebinding) and would then be of the dashboard's origin;
 * its host name gives it away.
 *
 * @param host the request's `Host`, with or without port
 */
export function isLocalHost(host: string | null): boolean {
  return host !== null && localNames.includes(host.toLowerCase().replace(/:\d+$/, ''))
}
