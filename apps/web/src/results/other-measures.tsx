'use client'

import { Disclosure } from '@maskmirror/ui/disclosure'
import { Section } from '@maskmirror/ui/section'
import { useSuspenseQueries } from '@tanstack/react-query'
import { exportPath } from '#runs/run-path.ts'
import { PageStack } from '#shell/page-stack.tsx'
import { useTRPC } from '#trpc/client.tsx'
import { FigureCard } from './figure-card.tsx'
import { ReportTables } from './report-tables.tsx'

/** Identification, calibration with fusion, and normalisation, as far as the run measured them. */
export function OtherMeasures({ id }: { id: string }) {
  const trpc = useTRPC()
  const [{ data: reports }, { data: figures }] = useSuspenseQueries({
    queries: [trpc.results.reports.queryOptions({ id }), trpc.runs.figures.queryOptions({ id })],
  })
  if (reports === null) return null
  const { identification, evidence, normalisation } = reports
  const cmc = figures?.cmc ?? null
  const openSet = figures?.openSet ?? null
  return (
    <div id="others" className="scroll-mt-20">
      <PageStack>
        {identification === null ? null : (
          <Section
            id="identification"
            title="One to many"
            lead="Each probe is searched among all people enrolled: who comes first, and whether somebody who is not enrolled is taken for one who is."
          >
            <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
              <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-2">
                {cmc === null ? null : <FigureCard spec={cmc} files={exportPath(id, 'cmc')} />}
                {openSet === null ? null : <FigureCard spec={openSet} files={exportPath(id, 'open-set')} />}
              </div>
              <ReportTables report={identification} />
            </div>
          </Section>
        )}
        {evidence.sections.length === 0 ? null : (
          <Section
            id="evidence"
            title="Calibrated and fused"
            lead="What the scores are worth as evidence, fitted on one half of the people and measured on the other."
          >
            <ReportTables report={evidence} />
          </Section>
        )}
        {normalisation === null ? null : (
          <Section
            id="normalisation"
            title="Normalised"
            lead="Scores set against those of a cohort of other people, bare or masked like the probe."
          >
            <Disclosure summary="Show every method and cohort">
              <ReportTables report={normalisation} />
            </Disclosure>
          </Section>
        )}
      </PageStack>
    </div>
  )
}
