import 'server-only'
import type { AppRouter } from '@maskmirror/api'
import { dehydrate, type FetchQueryOptions, HydrationBoundary } from '@tanstack/react-query'
import { createTRPCClient, httpBatchLink } from '@trpc/client'
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query'
import { cache, type ReactNode } from 'react'
import { readEnv } from '../env.ts'
import { createQueryClient } from './query-client.ts'

/** The same client for all components of one request. */
export const getQueryClient = cache(createQueryClient)

/** Options of every query, for prefetching in a server component. */
export const getTrpc = cache(() =>
  createTRPCOptionsProxy<AppRouter>({
    queryClient: getQueryClient,
    client: createTRPCClient({
      links: [
        httpBatchLink({
          url: `${readEnv().apiUrl}/trpc`,
          fetch: (input, init) => fetch(input, { ...(init as RequestInit), cache: 'no-store' }),
        }),
      ],
    }),
  }),
)

/** Begins a query without waiting for it; it streams to the component that suspends on it. */
// biome-ignore lint/suspicious/noExplicitAny: the four type parameters of a query's options are all inferred at the call
export function prefetch(options: FetchQueryOptions<any, any, any, any>): void {
  void getQueryClient().prefetchQuery(options)
}

/** Hands what was prefetched to the client components below it. */
export function HydrateClient({ children }: { children: ReactNode }) {
  return <HydrationBoundary state={dehydrate(getQueryClient())}>{children}</HydrationBoundary>
}
