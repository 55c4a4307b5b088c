import { defaultShouldDehydrateQuery, isServer, QueryClient } from '@tanstack/react-query'
import { isRefusal } from '#errors/describe-error.ts'

/** One per request on the server, one per tab in the browser. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // what the server has just prefetched is not fetched again at once
        staleTime: 5_000,
        // a refusal stays one; a server that does not answer gets one more chance
        retry: (failures, error) => !isServer && failures < 1 && !isRefusal(error),
        retryDelay: 500,
      },
      dehydrate: {
        // a query that is still on its way streams to the browser when it arrives
        shouldDehydrateQuery: (query) => defaultShouldDehydrateQuery(query) || query.state.status === 'pending',
        // Next redacts errors itself and uses some of them to find out what is dynamic
        shouldRedactErrors: () => false,
      },
    },
  })
}
