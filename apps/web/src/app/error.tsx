'use client'

import { ErrorState } from '#errors/error-state.tsx'

export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  return <ErrorState error={error} onAction={retry} />
}
