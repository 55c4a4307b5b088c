'use client'

import { Button } from '@maskmirror/ui/button'
import { ErrorState } from '#errors/error-state.tsx'
import { demonstration } from '#runs/demonstration.ts'
import { useStartRun } from '#runs/use-start-run.ts'

/** Starts the demonstration. It stays busy until the run's page is there. */
export function StartDemonstration() {
  const start = useStartRun()
  const run = () => start.mutate(demonstration)
  return (
    <>
      <Button variant="primary" busy={start.isPending || start.isSuccess} onClick={run}>
        Run the demonstration
      </Button>
      {start.error === null ? null : (
        <div className="basis-full">
          <ErrorState error={start.error} onAction={run} />
        </div>
      )}
    </>
  )
}
