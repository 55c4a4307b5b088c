/** Aborted by the first Ctrl-C or polite end signal; after that the next one ends the process as usual. */
export function interruptSignal(): { readonly signal: AbortSignal; readonly stop: () => void } {
  const controller = new AbortController()
  const stop = () => {
    process.off('SIGINT', abort)
    process.off('SIGTERM', abort)
  }
  const abort = () => {
    stop()
    controller.abort()
  }
  process.on('SIGINT', abort)
  process.on('SIGTERM', abort)
  return { signal: controller.signal, stop }
}
