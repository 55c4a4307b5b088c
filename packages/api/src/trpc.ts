import { initTRPC } from '@trpc/server'
import type { ApiContext } from './context.ts'
import { asTrpcError, reasonOf } from './errors.ts'

const t = initTRPC.context<ApiContext>().create({
  sse: { ping: { enabled: true, intervalMs: 10_000 }, client: { reconnectAfterInactivityMs: 30_000 } },
  errorFormatter: ({ shape, error }) => ({
    ...shape,
    // no stack and no cause over the wire: a path of the server is nobody's business
    data: {
      code: shape.data.code,
      httpStatus: shape.data.httpStatus,
      path: shape.data.path,
      reason: reasonOf(error),
    },
  }),
})

export const router = t.router

/** A procedure whose errors of this project reach the client with their own message and the fitting tRPC code. */
export const procedure = t.procedure.use(async ({ next }) => {
  const result = await next()
  if (!result.ok) throw asTrpcError(result.error)
  return result
})
