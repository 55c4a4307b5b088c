import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { Providers } from '#shell/providers.tsx'
import { SiteHeader } from '#shell/site-header.tsx'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'MaskMirror', template: '%s · MaskMirror' },
  description: 'What face masks do to a face recogniser, and whether putting the probe’s mask on the reference helps',
  robots: { index: false, follow: false },
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#191c1f' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get('x-nonce') ?? undefined
  return (
    // the theme's script sets an attribute before React arrives
    <html lang="en" suppressHydrationWarning>
      <body>
        <a
          href="#content"
          className="sr-only z-50 rounded-md bg-accent px-4 py-2 font-medium text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
        >
          Skip to the content
        </a>
        <Providers nonce={nonce}>
          <SiteHeader />
          <main id="content" tabIndex={-1} className="mx-auto max-w-[82rem] px-4 py-8 outline-none sm:px-6">
            {children}
          </main>
        </Providers>
      </body>
    </html>
  )
}
