'use client'

import type { AppRouter } from '@maskmirror/api'
import { QueryClientProvider } from '@tanstack/react-query'
import { createTRPCClient, httpBatchLink, httpLink, httpSubscriptionLink, splitLink } from '@trpc/client'
import { createTRPCContext } from '@trpc/tanstack-react-query'
import { type ReactNode, useState } from 'react'
import { createQueryClient } from './query-client.ts'

const { TRPCProvider, useTRPC } = createTRPCContext<AppRouter>()

export { useTRPC }

const url = '/api/trpc'

/** Gives the components below it the typed API and the cache of its answers. */
export function ApiProvider({ children }: { children: ReactNode }) {
  // state survives because nothing between here and the root suspends without a boundary
  const [queryClient] = useState(createQueryClient)
  const [trpcClient] = useState(() =>
    createTRPCClient<AppRouter>({
      links: [
        splitLink({
          condition: (operation) => operation.type === 'subscription',
          true: httpSubscriptionLink({ url }),
          false: splitLink({
            // what takes seconds goes alone, so that nothing else waits for it
            condition: (operation) => operation.context.alone === true,
            true: httpLink({ url }),
            false: httpBatchLink({ url }),
          }),
        }),
      ],
    }),
  )
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  )
}
