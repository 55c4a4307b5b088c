import { type CoverType, coverTypes } from '@maskmirror/mask-the-face'
import { ProgressBar } from '@maskmirror/ui/progress-bar'
import { Section } from '@maskmirror/ui/section'
import { Skeleton } from '@maskmirror/ui/skeleton'
import type { ReactNode } from 'react'
import { PixelCanvas } from '#photos/pixel-canvas.tsx'
import { coverNames } from './cover-names.ts'
import type { DrawnCovers, Scene } from './use-drawn-covers.ts'

export interface CoverGridProps {
  scene: Scene | null
  covers: DrawnCovers
  /** How many covers are up to date. */
  done: number
  /** What is being done to open a photo. */
  step: string | null
  shown: CoverType
  onShow: (type: CoverType) => void
}

/** Every cover side by side, radio buttons that choose which is shown large. */
export function CoverGrid({ scene, covers, done, step, shown, onShow }: CoverGridProps) {
  const drawing = scene !== null && done < coverTypes.length ? `${done} of ${coverTypes.length} drawn` : null
  const text = step ?? drawing ?? (scene === null ? 'Preparing' : `All ${coverTypes.length} drawn`)
  const busy = step !== null || drawing !== null || scene === null
  return (
    <Section
      title="Every cover"
      actions={
        <span role="status" className="text-xs text-ink-soft">
          {text}
        </span>
      }
    >
      <div className="mb-3 h-1">
        {busy ? (
          <ProgressBar
            value={step === null && scene !== null ? done / coverTypes.length : null}
            label="Drawing"
            text={text}
            size="thin"
          />
        ) : null}
      </div>
      <fieldset>
        <legend className="sr-only">Shown large</legend>
        <div className="grid grid-cols-[repeat(auto-fill,minmax(8.5rem,1fr))] gap-3">
          <figure className="overflow-hidden rounded-lg border border-line bg-surface">
            <Tile>
              {scene === null ? null : <PixelCanvas pixels={scene.bare} label="The photo" className="w-full" />}
            </Tile>
            <figcaption className="px-2.5 py-1.5 text-xs text-ink-soft">Without</figcaption>
          </figure>
          {coverTypes.map((type) => (
            <CoverTile key={type} type={type} cover={covers[type]} shown={type === shown} onShow={onShow} />
          ))}
        </div>
      </fieldset>
    </Section>
  )
}

interface CoverTileProps {
  type: CoverType
  cover: DrawnCovers[CoverType]
  shown: boolean
  onShow: (type: CoverType) => void
}

function CoverTile({ type, cover, shown, onShow }: CoverTileProps) {
  const failure = cover?.faces.find((face) => !face.ok)
  return (
    <label className="relative block cursor-pointer overflow-hidden rounded-lg border border-line bg-surface hover:bg-hover has-checked:border-accent has-checked:ring-1 has-checked:ring-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus">
      <input type="radio" name="shown" value={type} checked={shown} onChange={() => onShow(type)} className="sr-only" />
      <Tile>{cover === undefined ? null : <PixelCanvas pixels={cover.pixels} label={null} className="w-full" />}</Tile>
      <span className="block px-2.5 py-1.5 text-xs font-medium text-ink">
        {coverNames[type]}
        {failure === undefined || failure.ok ? null : (
          <span className="block font-normal text-warn">Not drawn: {failure.detail}</span>
        )}
      </span>
    </label>
  )
}

/** The picture's place, kept while there is none. */
function Tile({ children }: { children: ReactNode }) {
  return <span className="block bg-track">{children ?? <Skeleton className="aspect-square w-full" />}</span>
}
