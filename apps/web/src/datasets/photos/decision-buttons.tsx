import { Button, type ButtonSize } from '@maskmirror/ui/button'
import { classNames } from '@maskmirror/ui/class-names'
import type { Decisions } from './use-decisions.ts'

/** Keep or exclude; pressing what is chosen takes it back. */
export function DecisionButtons({
  photo,
  decisions,
  size = 'small',
}: {
  photo: { key: string; name: string; exclude: boolean | null }
  decisions: Decisions
  size?: ButtonSize
}) {
  const now = decisions.of(photo)
  const button = (exclude: boolean, word: string, pressed: string) => (
    <Button
      size={size}
      aria-pressed={now === exclude}
      className={classNames('min-w-0 flex-1', now === exclude && pressed)}
      onClick={() => decisions.decide(photo.key, now === exclude ? null : exclude)}
    >
      {word}
      <span className="sr-only"> {photo.name}</span>
    </Button>
  )
  return (
    <span className="flex gap-1">
      {button(false, 'Keep', 'border-good-line! bg-good-soft! text-good!')}
      {button(true, 'Exclude', 'border-bad-line! bg-bad-soft! text-bad!')}
    </span>
  )
}
