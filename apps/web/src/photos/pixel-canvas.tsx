'use client'

import { useEffect, useRef } from 'react'
import type { Pixels } from './pixels.ts'

export interface PixelCanvasProps {
  pixels: Pixels
  /** What it shows; null where the words beside it say so. */
  label: string | null
  className?: string
}

/** Shows pixels one to one in a canvas, which styles may scale. */
export function PixelCanvas({ pixels: { data, width, height }, label, className }: PixelCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    canvas.current?.getContext('2d')?.putImageData(new ImageData(data, width, height), 0, 0)
  }, [data, width, height])
  const name = label === null ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label }
  return <canvas ref={canvas} width={width} height={height} className={className} {...name} />
}
