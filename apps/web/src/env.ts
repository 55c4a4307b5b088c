import { z } from 'zod'

const EnvSchema = z.object({
  /** Where the API server listens; the browser never sees it. */
  MASKMIRROR_API_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:4310'),
  NODE_ENV: z.string().default('production'),
})

export interface WebEnv {
  /** Without a slash at the end. */
  readonly apiUrl: string
  readonly development: boolean
}

/**
 * The process's environment, parsed at each call, because a built dashboard is started against changing servers.
 *
 * @throws ZodError when an address is malformed
 */
export function readEnv(source: Readonly<Record<string, string | undefined>> = process.env): WebEnv {
  const env = EnvSchema.parse(source)
  return {
    apiUrl: env.MASKMIRROR_API_URL.replace(/\/+$/, ''),
    development: env.NODE_ENV === 'development',
  }
}
