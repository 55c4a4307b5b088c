/**
 * The policy of a page: everything from the dashboard's own origin, scripts only with the nonce of this answer.
 *
 * Styles may be inline because the progress bar's width and the figures' own style sheet are.
 *
 * @param nonce fresh random text for each answer
 * @param development React's development build evaluates code for its stack traces
 */
export function contentSecurityPolicy(nonce: string, development: boolean): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}
