import type { NextConfig } from 'next'

/**
 * Headers of every answer. The content security policy of pages has a nonce and is set in `src/proxy.ts`. All pages may ask
 * for the camera, which one does: whoever comes to it by a link still has the policy of the page that was opened first.
 */
const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'no-referrer' },
  { key: 'Permissions-Policy', value: 'camera=(self), microphone=(), geolocation=(), browsing-topics=()' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
]

/**
 * A worker takes its policy from its own script, not from the page: it may run the WebAssembly of the landmark model, which
 * pages may not, and speak to nobody but the dashboard.
 */
const workerPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"

const config: NextConfig = {
  transpilePackages: ['core', 'evaluation', 'faces', 'imaging', 'mask-the-face', 'plots', 'ui'].map(
    (name) => `@maskmirror/${name}`,
  ),
  poweredByHeader: false,
  // compressed events would wait in a buffer until it is full
  compress: false,
  // `pnpm typecheck` does it, with the flags of the whole workspace
  typescript: { ignoreBuildErrors: true },
  agentRules: false,
  devIndicators: false,
  headers: async () => [
    { source: '/:path*', headers: securityHeaders },
    { source: '/_next/static/:path*', headers: [{ key: 'Content-Security-Policy', value: workerPolicy }] },
  ],
  redirects: async () => [{ source: '/runs', destination: '/', permanent: false }],
}

export default config
