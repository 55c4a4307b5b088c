'use client'

import { classNames } from '@maskmirror/ui/class-names'
import { useState } from 'react'
import { pictureAddress } from '../set/set-address.ts'

export interface SetPictureProps {
  dataset: string
  photoKey: string
  alt: string
  className?: string
}

/** A thumbnail of a photo; a damaged one says so in its place. */
export function SetPicture({ dataset, photoKey, alt, className }: SetPictureProps) {
  const address = pictureAddress(dataset, photoKey, 160)
  const [damaged, setDamaged] = useState<string | null>(null)
  const box = classNames('aspect-square w-full rounded bg-track', className)
  if (damaged === address) {
    return (
      <span role="img" aria-label={`${alt}, damaged`} className={classNames(box, 'grid place-items-center text-bad')}>
        <span className="grid justify-items-center gap-1 text-xs">
          <svg
            className="size-6"
            viewBox="0 0 24 24"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.5"
            aria-hidden="true"
          >
            <rect x="3" y="4.5" width="18" height="15" rx="2" />
            <path d="m11 4.5-2 5 4 3-3 7" strokeLinejoin="round" />
          </svg>
          Damaged
        </span>
      </span>
    )
  }
  return (
    <img
      // what failed before the page was ready tells nobody: it is looked at once when it appears
      ref={(image) => {
        if (image?.complete && image.naturalWidth === 0) setDamaged(address)
      }}
      src={address}
      srcSet={`${address} 1x, ${pictureAddress(dataset, photoKey, 320)} 2x`}
      alt={alt}
      width={160}
      height={160}
      loading="lazy"
      decoding="async"
      onError={() => setDamaged(address)}
      className={classNames(box, 'object-contain')}
    />
  )
}
