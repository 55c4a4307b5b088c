'use client'

import type { PhotoTile } from '#trpc/outputs.ts'
import { PhotoBadges } from './photo-badges.tsx'
import { SetPicture } from './set-picture.tsx'
import type { Decisions } from './use-decisions.ts'
import { useTileKeys } from './use-tile-keys.ts'

export interface PhotoGridProps {
  id: string
  photos: readonly PhotoTile[]
  decisions: Decisions
  onOpen: (key: string) => void
}

/** Photos of a set side by side, each a button that opens its details. */
export function PhotoGrid({ id, photos, decisions, onOpen }: PhotoGridProps) {
  const onKeyDown = useTileKeys(decisions.decide)
  return (
    <ul
      onKeyDown={onKeyDown}
      aria-label="Photos"
      className="grid grid-cols-[repeat(auto-fill,minmax(7.5rem,1fr))] gap-3 sm:grid-cols-[repeat(auto-fill,minmax(9rem,1fr))]"
    >
      {photos.map((photo) => (
        <li key={photo.key} className="min-w-0">
          <button
            type="button"
            data-photo={photo.key}
            data-decidable
            onClick={() => onOpen(photo.key)}
            className="block w-full rounded-lg border border-line bg-surface p-1.5 text-left hover:border-line-strong hover:bg-hover"
          >
            <SetPicture dataset={id} photoKey={photo.key} alt={`${photo.person}, ${photo.name}`} />
            <span className="mt-1 block truncate text-xs text-ink" title={photo.name}>
              {photo.person}
            </span>
            <PhotoBadges photo={photo} exclude={decisions.of(photo)} />
          </button>
        </li>
      ))}
    </ul>
  )
}
