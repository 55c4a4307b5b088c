import { classNames } from '@maskmirror/ui/class-names'
import type { SheetItem } from '#trpc/outputs.ts'
import { DecisionButtons } from '../photos/decision-buttons.tsx'
import { DecisionBadge } from '../photos/photo-badges.tsx'
import { SetPicture } from '../photos/set-picture.tsx'
import type { Decisions } from '../photos/use-decisions.ts'

type SheetPhoto = SheetItem['photos'][number]

export interface SheetItemViewProps {
  id: string
  item: SheetItem
  decisions: Decisions
  onOpen: (key: string) => void
}

/** A suspect beside what it is compared with, or the photos of one group. */
export function SheetItemView({ id, item: { photos }, decisions, onOpen }: SheetItemViewProps) {
  return (
    <div
      className={classNames(
        'flex flex-wrap gap-2 rounded-lg p-2',
        photos.length > 1 ? 'border border-line-strong bg-surface' : 'border border-transparent',
      )}
    >
      {photos.map((photo) => (
        <div key={`${photo.dataset}/${photo.tile.key}`} className="w-32 sm:w-36">
          <SheetTile id={id} photo={photo} decisions={decisions} onOpen={onOpen} />
        </div>
      ))}
    </div>
  )
}

function SheetTile({
  id,
  photo: { dataset, tile, note, isSuspect },
  decisions,
  onOpen,
}: {
  id: string
  photo: SheetPhoto
  decisions: Decisions
  onOpen: (key: string) => void
}) {
  const picture = <SetPicture dataset={dataset} photoKey={tile.key} alt={`${tile.person}, ${tile.name}`} />
  const exclude = decisions.of(tile)
  const words = (
    <>
      <span className="mt-1 block truncate text-xs font-medium text-ink" title={tile.name}>
        {tile.person}
      </span>
      <span className="block text-xs text-ink-soft">{dataset === id ? note : `${note}, in ${dataset}`}</span>
    </>
  )
  if (dataset !== id) {
    return (
      <div className="p-1.5">
        {picture}
        {words}
      </div>
    )
  }
  return (
    <div
      className={classNames('grid grid-cols-[minmax(0,1fr)] gap-1 rounded-lg p-1.5', exclude === true && 'bg-bad-soft')}
    >
      <button
        type="button"
        data-photo={tile.key}
        data-decidable={isSuspect ? '' : undefined}
        onClick={() => onOpen(tile.key)}
        className={classNames('block w-full text-left', exclude === true && 'opacity-60')}
      >
        {picture}
        {words}
      </button>
      {isSuspect ? <DecisionButtons photo={tile} decisions={decisions} /> : <DecisionBadge exclude={exclude} />}
    </div>
  )
}
