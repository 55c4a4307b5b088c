import { classNames } from '@maskmirror/ui/class-names'

/** An aligned face of a pair, as the recogniser sees it. */
export function PairPicture({ image, alt, className }: { image: string; alt: string; className?: string }) {
  return (
    <img
      src={`/images/${image}.png`}
      alt={alt}
      width={112}
      height={112}
      loading="lazy"
      decoding="async"
      className={classNames('aspect-square w-full rounded bg-track object-cover', className)}
    />
  )
}
