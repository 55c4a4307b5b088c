import { expect, test } from 'vitest'
import { contentSecurityPolicy } from './content-security-policy.ts'

test('scripts run by the nonce alone, and nobody frames the page', () => {
  const policy = contentSecurityPolicy('abc', false)
  expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).toContain("default-src 'none'")
  // workers have a policy of their own, which may run WebAssembly
  expect(policy).toContain("worker-src 'self'")
  expect(policy).not.toContain('unsafe-eval')
})

test('the development build may evaluate code', () => {
  expect(contentSecurityPolicy('abc', true)).toContain("'unsafe-eval'")
})
