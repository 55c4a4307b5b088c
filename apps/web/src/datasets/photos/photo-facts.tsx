'use client'

import { DescriptionList } from '@maskmirror/ui/description-list'
import { Notice } from '@maskmirror/ui/notice'
import Link from 'next/link'
import { formatBytes } from '#format/count.ts'
import type { PhotoDetail } from '#trpc/outputs.ts'
import { problemNames } from '../set/problem-names.ts'
import { photosPath, pictureAddress } from '../set/set-address.ts'
import { DecisionButtons } from './decision-buttons.tsx'
import { SetPicture } from './set-picture.tsx'
import type { Decisions } from './use-decisions.ts'

export interface PhotoFactsProps {
  id: string
  photo: PhotoDetail
  decisions: Decisions
  onOpen: (key: string) => void
}

/** The picture with its points, its labels, and why it is suspected. */
export function PhotoFacts({ id, photo, decisions, onOpen }: PhotoFactsProps) {
  const { picture, damage } = photo
  return (
    <div className="grid gap-5 md:grid-cols-[minmax(0,3fr)_minmax(16rem,2fr)]">
      {picture === null ? (
        <Notice tone="bad" title="Damaged">
          {damage?.detail}
        </Notice>
      ) : (
        <WholePicture id={id} photo={photo} picture={picture} />
      )}
      <div className="grid content-start gap-4">
        <DescriptionList
          items={[
            {
              term: 'Person',
              value: (
                <Link className="link" href={photosPath(id, { person: photo.person })}>
                  {photo.person}
                </Link>
              ),
            },
            { term: 'File', value: <span className="font-mono text-xs break-all">{photo.name}</span> },
            { term: 'Mask', value: photo.masked ? 'worn, as labelled' : 'none, as labelled' },
            ...Object.entries(photo.attributes).map(([term, value]) => ({ term, value: value === '' ? '–' : value })),
            ...(picture === null
              ? []
              : [{ term: 'Size', value: `${picture.width} × ${picture.height}, ${formatBytes(picture.bytes)}` }]),
            {
              term: 'Landmarks',
              value: photo.landmarks === null ? 'not known exactly' : 'exact, drawn on the picture',
            },
          ]}
        />
        <DecisionButtons photo={photo} decisions={decisions} size="medium" />
        {photo.findings.map(({ kind, note, others, elsewhere }, index) => (
          <section key={`${kind} ${index}`} aria-label={problemNames[kind].title} className="border-t border-line pt-3">
            <p className="text-sm font-semibold text-warn">{problemNames[kind].title}</p>
            <p className="text-xs text-ink-soft">{note}</p>
            {others.length === 0 ? null : (
              <ul className="mt-2 grid grid-cols-3 gap-2">
                {others.map((other) => (
                  <li key={other.key} className="min-w-0">
                    <button type="button" onClick={() => onOpen(other.key)} className="block w-full text-left">
                      <SetPicture dataset={id} photoKey={other.key} alt={`${other.person}, ${other.name}`} />
                      <span className="block truncate text-xs text-ink-soft" title={other.name}>
                        {other.person}
                      </span>
                    </button>
                  </li>
                ))}
              </ul>
            )}
            {elsewhere.length === 0 ? null : (
              <p className="mt-1 text-xs break-all text-ink-soft">Also {elsewhere.join(', ')}</p>
            )}
          </section>
        ))}
      </div>
    </div>
  )
}

function WholePicture({
  id,
  photo: { key, name, person, landmarks },
  picture: { width, height },
}: {
  id: string
  photo: PhotoDetail
  picture: { width: number; height: number }
}) {
  const points = Array.from({ length: (landmarks?.length ?? 0) / 2 }, (_, i) => [
    landmarks![2 * i]!,
    landmarks![2 * i + 1]!,
  ])
  return (
    <div className="relative justify-self-center self-start" style={{ width: `min(100%, ${Math.max(width, 360)}px)` }}>
      <img
        key={key}
        src={pictureAddress(id, key, 640)}
        srcSet={`${pictureAddress(id, key, 640)} 1x, ${pictureAddress(id, key, 1280)} 2x`}
        alt={`${person}, ${name}`}
        width={width}
        height={height}
        className="block h-auto w-full rounded bg-track"
      />
      {points.length === 0 ? null : (
        <svg viewBox={`0 0 ${width} ${height}`} className="absolute inset-0 size-full" aria-hidden="true">
          {points.map(([x, y]) => (
            <circle
              key={`${x} ${y}`}
              cx={x}
              cy={y}
              r={width / 160}
              className="fill-accent stroke-white"
              strokeWidth={width / 600}
            />
          ))}
        </svg>
      )}
    </div>
  )
}
