'use client'

import { type FigureSpec, renderFigure } from '@maskmirror/plots'
import { useEffect, useRef, useState } from 'react'
import { figureHeightPx, smallestFigurePx } from './figure-height.ts'

/** Draws a figure as wide as its place, again when the place changes. */
export default function FigureCanvas({ spec }: { spec: FigureSpec }) {
  const place = useRef<HTMLDivElement>(null)
  const [widthPx, setWidthPx] = useState(0)

  useEffect(() => {
    const element = place.current
    if (element === null) return
    const observer = new ResizeObserver(([entry]) => setWidthPx(Math.floor(entry?.contentRect.width ?? 0)))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  useEffect(() => {
    const element = place.current
    if (element === null || widthPx === 0) return
    const width = Math.max(widthPx, smallestFigurePx)
    element.replaceChildren(renderFigure(spec, { document, width, height: figureHeightPx(spec, width) }))
  }, [spec, widthPx])

  return <div ref={place} className="overflow-x-auto" style={{ height: figureHeightPx(spec, widthPx) }} />
}
