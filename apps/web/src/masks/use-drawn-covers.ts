import { type CoverType, coverTypes } from '@maskmirror/mask-the-face'
import { useEffect, useState } from 'react'
import type { Pixels } from '#photos/pixels.ts'
import type { WorkerClient } from '../workers/worker-calls.ts'
import type { DrawnCover, MaskCalls } from './mask-calls.ts'
import type { MaskChoices } from './mask-choices.ts'

/** A photo with its faces, as the mask worker keeps it. */
export interface Scene {
  /** The part around the faces, made small, without a mask. */
  readonly bare: Pixels
}

export type DrawnCovers = Partial<Readonly<Record<CoverType, DrawnCover>>>

/**
 * Draws every cover on the scene, one after the other, again whenever a choice changes.
 *
 * @param scene null while there is none
 * @returns the covers, of which some may still be those of an earlier choice, and how many are up to date
 */
export function useDrawnCovers(
  masks: WorkerClient<MaskCalls> | null,
  scene: Scene | null,
  choices: MaskChoices,
): { covers: DrawnCovers; done: number; error: Error | null } {
  const [state, setState] = useState<{ covers: DrawnCovers; done: number; error: Error | null }>({
    covers: {},
    done: 0,
    error: null,
  })
  useEffect(() => {
    if (masks === null || scene === null) return
    let left = false
    const drawAll = async () => {
      setState(({ covers }) => ({ covers, done: 0, error: null }))
      for (const type of coverTypes) {
        const cover = await masks.call('tile', { type, choices })
        if (left) return
        setState(({ covers, done }) => ({ covers: { ...covers, [type]: cover }, done: done + 1, error: null }))
      }
    }
    drawAll().catch((error: unknown) => {
      if (left) return
      setState((before) => ({ ...before, error: error instanceof Error ? error : new Error(String(error)) }))
    })
    return () => {
      left = true
    }
  }, [masks, scene, choices])
  return state
}
