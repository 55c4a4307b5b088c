import type { AppRouter } from '@maskmirror/api'
import { TRPCClientError } from '@trpc/client'
import { z } from 'zod'

/** An error in words for a person. */
export interface ErrorDescription {
  readonly kind: 'unreachable' | 'not-found' | 'refused' | 'failed'
  readonly title: string
  readonly message: string
  /** The project's own code, such as `path-outside-roots`. */
  readonly reason: string | null
}

/** Whether the API server understood the request and said no: asking again gives the same answer. */
export function isRefusal(error: unknown): boolean {
  const status = apiError(error)?.data?.httpStatus
  return status !== undefined && status >= 400 && status < 500
}

/** Whether the API server said that there is no such thing. */
export function isNotFound(error: unknown): boolean {
  return apiError(error)?.data?.code === 'NOT_FOUND'
}

/** What happened, from whatever a query or a mutation threw. */
export function describeError(error: unknown): ErrorDescription {
  const known = apiError(error)
  if (known === null) {
    const message = error instanceof Error && error.message !== '' ? error.message : 'The page met an unknown error.'
    return { kind: 'failed', title: 'This part of the page failed', message, reason: null }
  }
  if (known.data === undefined || known.data === null) {
    return {
      kind: 'unreachable',
      title: 'The MaskMirror server does not answer',
      message:
        'Start it with “npm start” in the project’s folder, then try again. Runs that were under way continue where they were.',
      reason: null,
    }
  }
  const { code, reason } = known.data
  if (code === 'NOT_FOUND') return { kind: 'not-found', title: 'Not found', message: readable(known.message), reason }
  return isRefusal(error)
    ? { kind: 'refused', title: 'The server refused this', message: readable(known.message), reason }
    : { kind: 'failed', title: 'The server failed', message: known.message, reason }
}

function apiError(error: unknown): TRPCClientError<AppRouter> | null {
  return error instanceof TRPCClientError ? error : null
}

const IssuesSchema = z.array(z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() })).min(1)

/** tRPC reports input that does not fit the schema as JSON: one sentence for each issue instead. */
function readable(message: string): string {
  if (!message.startsWith('[')) return message
  try {
    const issues = IssuesSchema.safeParse(JSON.parse(message))
    if (!issues.success) return message
    return issues.data
      .map(({ path, message: words }) => (path.length === 0 ? words : `${path.join('.')}: ${words}`))
      .join('. ')
  } catch {
    return message
  }
}
