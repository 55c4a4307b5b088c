import type { NextConfig } from 'next'

/** Headers of every answer. The content security policy of pages has a nonce and is set in `src/proxy.ts`. */
const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'no-referrer' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), browsing-topics=()' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
]

const config: NextConfig = {
  transpilePackages: ['@maskmirror/core', '@maskmirror/evaluation', '@maskmirror/plots', '@maskmirror/ui'],
  poweredByHeader: false,
  // compressed events would wait in a buffer until it is full
  compress: false,
  // `pnpm typecheck` does it, with the flags of the whole workspace
  typescript: { ignoreBuildErrors: true },
  agentRules: false,
  devIndicators: false,
  headers: async () => [{ source: '/:path*', headers: securityHeaders }],
  redirects: async () => [{ source: '/runs', destination: '/', permanent: false }],
}

export default config
