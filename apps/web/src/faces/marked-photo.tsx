'use client'

import { useEffect, useRef } from 'react'
import type { ExaminedPhoto } from '#landmarks/landmark-calls.ts'
import { drawMarks, type MarkName } from './draw-marks.ts'

/** Longer side of what is shown, pixels: lines and dots are as thick on a small photo as on a large one. */
const shownSide = 1000

export interface MarkedPhotoProps {
  photo: ExaminedPhoto
  marks: readonly MarkName[]
  label: string
  /** As in a mirror, for a camera that looks at its user. */
  mirrored?: boolean
}

/** A photo with what was found drawn over it. */
export function MarkedPhoto({ photo, marks, label, mirrored = false }: MarkedPhotoProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const { pixels, faces } = photo
  const scale = shownSide / Math.max(pixels.width, pixels.height)
  const [width, height] = [Math.round(pixels.width * scale), Math.round(pixels.height * scale)]
  useEffect(() => {
    const surface = canvas.current?.getContext('2d')
    if (surface === null || surface === undefined) return
    const plain = new OffscreenCanvas(pixels.width, pixels.height)
    plain.getContext('2d')?.putImageData(new ImageData(pixels.data, pixels.width, pixels.height), 0, 0)
    surface.imageSmoothingQuality = 'high'
    surface.drawImage(plain, 0, 0, width, height)
    for (const [index, face] of faces.entries()) {
      drawMarks(surface, face, { marks, scale, label: mirrored ? '' : `${index + 1}` })
    }
  }, [pixels, faces, marks, scale, width, height, mirrored])
  return (
    <canvas
      ref={canvas}
      width={width}
      height={height}
      role="img"
      aria-label={label}
      className={`max-h-[70vh] w-full rounded-lg border border-line bg-track object-contain ${mirrored ? '-scale-x-100' : ''}`}
    />
  )
}
