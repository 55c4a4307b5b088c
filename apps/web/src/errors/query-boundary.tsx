'use client'

import { useQueryErrorResetBoundary } from '@tanstack/react-query'
import { catchError, type ErrorInfo } from 'next/error'
import { type ReactNode, Suspense } from 'react'
import { ErrorState } from './error-state.tsx'

/** Shows the fallback while the queries below it load, and an error with a retry when one of them fails. */
export function QueryBoundary({ fallback, children }: { fallback: ReactNode; children: ReactNode }) {
  return (
    <Boundary>
      <Suspense fallback={fallback}>{children}</Suspense>
    </Boundary>
  )
}

const Boundary = catchError((_props: object, { error, reset }: ErrorInfo) => <Failed error={error} reset={reset} />)

function Failed({ error, reset }: { error: unknown; reset: () => void }) {
  const queries = useQueryErrorResetBoundary()
  return (
    <ErrorState
      error={error}
      onAction={() => {
        queries.reset()
        reset()
      }}
    />
  )
}
