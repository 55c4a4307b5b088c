'use client'

import type { KeyboardEvent } from 'react'

/** What a key does to the photo that has the focus. */
const decisionOf: Readonly<Record<string, boolean | null>> = { x: true, k: false, u: null }

/**
 * Keys of a grid of photos: arrows, Home and End move the focus between the elements with `data-photo`; X excludes, K keeps, U takes a
 * decision back where the element has `data-decidable`.
 *
 * @returns a handler for the grid
 */
export function useTileKeys(
  decide: (key: string, exclude: boolean | null) => void,
): (event: KeyboardEvent<HTMLElement>) => void {
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const tiles = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-photo]')]
    const focused = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-photo]') : null
    const at = focused === null ? -1 : tiles.indexOf(focused)
    if (focused === null || at < 0) return
    const decision = decisionOf[event.key.toLowerCase()]
    if (decision !== undefined) {
      if (focused.dataset.decidable !== undefined) decide(focused.dataset.photo!, decision)
      return
    }
    const next = tiles[nextTile(tiles, at, event.key)]
    if (next === undefined || next === focused) return
    event.preventDefault()
    next.focus()
  }
}

function nextTile(tiles: readonly HTMLElement[], at: number, key: string): number {
  if (key === 'ArrowRight') return at + 1
  if (key === 'ArrowLeft') return at - 1
  if (key === 'Home') return 0
  if (key === 'End') return tiles.length - 1
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return at
  // rows may be of different length: the tile whose middle is nearest, in the next row
  const { top, left } = tiles[at]!.getBoundingClientRect()
  const ahead = key === 'ArrowDown' ? tiles.slice(at + 1) : tiles.slice(0, at).reverse()
  const row = ahead.map((tile) => tile.getBoundingClientRect()).find((box) => Math.abs(box.top - top) > 8)?.top
  if (row === undefined) return at
  let best = at
  let distance = Number.POSITIVE_INFINITY
  for (const tile of ahead) {
    const box = tile.getBoundingClientRect()
    if (Math.abs(box.top - row) > 8 || Math.abs(box.left - left) >= distance) continue
    best = tiles.indexOf(tile)
    distance = Math.abs(box.left - left)
  }
  return best
}
