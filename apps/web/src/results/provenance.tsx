import { CopyButton } from '@maskmirror/ui/copy-button'
import { DescriptionList } from '@maskmirror/ui/description-list'
import { Panel } from '@maskmirror/ui/panel'
import Link from 'next/link'
import { photosPath } from '#datasets/set/set-address.ts'
import { LocalTime } from '#format/local-time.tsx'
import type { RunDetail } from '#trpc/outputs.ts'

/** Everything that the numbers depend on, to repeat or to cite the run. */
export function Provenance({ run }: { run: RunDetail }) {
  const { spec, provenance } = run
  const json = JSON.stringify({ id: run.id, spec, provenance }, null, 2)
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <Panel className="min-w-0 px-4 py-3">
        <h3 className="mb-2 text-sm font-semibold">What was run</h3>
        <DescriptionList
          items={[
            { term: 'Data set', value: <Identified name={spec.dataset.name} sha256={spec.dataset.checksum} /> },
            { term: 'Model', value: <Identified name={spec.model.name} sha256={spec.model.sha256} /> },
            {
              term: 'Faces',
              value:
                spec.faces.source === 'exact'
                  ? 'exact landmarks of the generator'
                  : `${spec.faces.detector.name}, ${spec.faces.landmarker.name}`,
            },
            { term: 'Masks', value: `${spec.masks.generator} ${spec.masks.version}, seed ${spec.masks.seed}` },
            ...(spec.exclude === undefined ? [] : [{ term: 'Without', value: <Excluded run={run} /> }]),
            { term: 'Treatments', value: `version ${spec.treatments.version}` },
            { term: 'Finished', value: run.finishedAt === null ? '–' : <LocalTime iso={run.finishedAt} /> },
            ...(provenance === null
              ? []
              : [
                  {
                    term: 'Program',
                    value: `MaskMirror ${provenance.version}${provenance.commit === null ? '' : `, commit ${provenance.commit.slice(0, 12)}`}`,
                  },
                  {
                    term: 'Machine',
                    value: `${provenance.cpu}, ${provenance.cores} cores, ${provenance.platform}, Node ${provenance.node}`,
                  },
                ]),
          ]}
        />
      </Panel>
      <Panel className="min-w-0">
        <div className="flex items-center justify-between gap-4 border-b border-line px-4 py-2">
          <h3 className="text-sm font-semibold">Specification</h3>
          <CopyButton text={json} label="Copy JSON" />
        </div>
        <pre
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region needs a tab stop (WCAG 2.1.1)
          tabIndex={0}
          className="max-h-72 overflow-auto px-4 py-3 font-mono text-xs text-ink-soft"
        >
          {json}
        </pre>
      </Panel>
    </div>
  )
}

/** The photos that a reviewed list took out: their checksum is part of the specification, and where they can be looked at. */
function Excluded({ run: { spec, request } }: { run: RunDetail }) {
  return (
    <>
      photos of a reviewed list,{' '}
      <Link className="link" href={photosPath(request.dataset, { review: 'excluded' })}>
        as decided now
      </Link>
      <span className="block font-mono text-xs break-all text-ink-faint" title={`sha256 ${spec.exclude}`}>
        sha256 {spec.exclude?.slice(0, 16)}…
      </span>
    </>
  )
}

function Identified({ name, sha256 }: { name: string; sha256: string }) {
  return (
    <>
      {name}
      <span className="block font-mono text-xs break-all text-ink-faint" title={`sha256 ${sha256}`}>
        sha256 {sha256.slice(0, 16)}…
      </span>
    </>
  )
}
