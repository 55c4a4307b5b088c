/**
 * Lets a worker fetch from the dashboard's own origin only. MediaPipe's tasks report figures of their use to Google once a
 * minute and have no switch for it; the page promises that nothing leaves the machine. The content security policy of
 * workers forbids it too, but would put an error in the console each time.
 */
export function keepToOwnOrigin(): void {
  const original = self.fetch
  self.fetch = async (input, init) => {
    const { origin } = new URL(input instanceof Request ? input.url : input, self.location.href)
    if (origin === self.location.origin) return original(input, init)
    throw new TypeError(`Expected an address of ${self.location.origin} but received one of ${origin}`)
  }
}
