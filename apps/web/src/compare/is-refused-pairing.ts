import type { AppRouter } from '@maskmirror/api'
import { TRPCClientError } from '@trpc/client'

/** Whether two runs were refused because they are not about the same pairs: a fact about them, not a failure. */
export function isRefusedPairing(error: unknown): boolean {
  return (
    error instanceof TRPCClientError && (error as TRPCClientError<AppRouter>).data?.reason === 'runs-not-comparable'
  )
}
