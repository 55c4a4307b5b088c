'use client'

import { settingLabel } from '@maskmirror/evaluation'
import { Button } from '@maskmirror/ui/button'
import { DataTable } from '@maskmirror/ui/data-table'
import { DescriptionList } from '@maskmirror/ui/description-list'
import { Panel } from '@maskmirror/ui/panel'
import { Section } from '@maskmirror/ui/section'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { ErrorState } from '#errors/error-state.tsx'
import { formatCount } from '#format/count.ts'
import { PageStack } from '#shell/page-stack.tsx'
import { useTRPC } from '#trpc/client.tsx'
import type { DatasetDetail } from '#trpc/outputs.ts'
import { CountsTable } from './counts-table.tsx'

/** What a set is, whether it is whole, and what can be evaluated on it. */
export function SetOverview({ id }: { id: string }) {
  const trpc = useTRPC()
  const { data: set } = useSuspenseQuery(trpc.datasets.get.queryOptions({ id }, { trpc: { context: { alone: true } } }))
  return (
    <PageStack>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Panel className="min-w-0 px-4 py-3">
          <DescriptionList items={factsOf(set)} />
          <ReadAgain id={id} />
        </Panel>
        <CountsTable set={set} />
      </div>
      {set.notes.length === 0 ? null : (
        <Section title="Read this first">
          <ul className="grid max-w-prose list-disc gap-1 pl-5 text-ink-soft marker:text-ink-faint">
            {set.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </Section>
      )}
      <Section
        title="What can be evaluated"
        lead="Pairs of each setting with the usual limits. All settings come from one pair list."
      >
        <div className="grid items-start gap-4 lg:grid-cols-2">
          {set.protocols.map((protocol) => (
            <Protocol key={protocol.masks} protocol={protocol} />
          ))}
        </div>
      </Section>
    </PageStack>
  )
}

function factsOf({ description, layout, licence, published, checksum }: DatasetDetail) {
  const stated = published?.licence ?? licence
  return [
    { term: 'What', value: description },
    ...(layout === null
      ? []
      : [
          {
            term: 'Layout',
            value: (
              <>
                {layout.name} <span className="block text-xs text-ink-soft">{layout.because.join(' ')}</span>
              </>
            ),
          },
        ]),
    { term: 'Licence', value: stated ?? 'none stated' },
    ...(published === null
      ? []
      : [
          { term: 'Terms', value: published.terms },
          {
            term: 'Cite',
            value:
              published.homepage === null ? published.citation : <Cited {...published} href={published.homepage} />,
          },
        ]),
    {
      term: 'Checksum',
      value: (
        <span className="font-mono text-xs text-ink-faint" title={checksum}>
          {checksum.slice(0, 16)}…
        </span>
      ),
    },
  ]
}

function Cited({ citation, href }: { citation: string; href: string }) {
  return (
    <>
      {citation}{' '}
      <a className="link" href={href} rel="noreferrer" target="_blank">
        Home page
      </a>
    </>
  )
}

/** The server keeps the set as it was read; who has changed files asks for a new look. */
function ReadAgain({ id }: { id: string }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const reread = useMutation(
    trpc.datasets.reread.mutationOptions({
      onSuccess: () =>
        Promise.all([
          queryClient.invalidateQueries(trpc.datasets.pathFilter()),
          queryClient.invalidateQueries(trpc.health.pathFilter()),
        ]),
    }),
  )
  return (
    <div className="mt-3 border-t border-line pt-3">
      {reread.error === null ? null : <ErrorState error={reread.error} onAction={() => reread.reset()} />}
      <Button size="small" busy={reread.isPending} onClick={() => reread.mutate({ id })}>
        {reread.isPending ? 'Reading…' : 'Read the files again'}
      </Button>
    </div>
  )
}

function Protocol({ protocol: { masks, settings, notes } }: { protocol: DatasetDetail['protocols'][number] }) {
  const title = masks === 'real' ? 'With the set’s own masked photos' : 'With drawn masks'
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <h3 className="text-sm font-semibold">{title}</h3>
      {settings.length === 0 ? null : (
        <DataTable
          caption={`Pairs by setting, ${title.toLowerCase()}`}
          columns={[
            {
              key: 'setting',
              header: 'Setting',
              names: true,
              className: 'whitespace-nowrap',
              cell: ({ setting }) => settingLabel(setting),
            },
            { key: 'genuine', header: 'Genuine', align: 'right', cell: ({ genuine }) => formatCount(genuine) },
            { key: 'impostor', header: 'Impostor', align: 'right', cell: ({ impostor }) => formatCount(impostor) },
            {
              key: 'possible',
              header: 'Possible',
              className: 'min-w-40',
              cell: ({ impossibleBecause }) => impossibleBecause ?? 'yes',
            },
          ]}
          rows={settings}
          rowKey={({ setting }) => setting}
        />
      )}
      <ul className="grid gap-1 text-xs text-ink-soft">
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </div>
  )
}
