import type { Failure } from '@maskmirror/core'
import { useEffect, useRef, useState } from 'react'
import type { ExaminedPhoto, LandmarkCalls } from '#landmarks/landmark-calls.ts'
import { createWorkerClient, type WorkerClient } from '../workers/worker-calls.ts'
import { useWebcam, type Webcam } from './use-webcam.ts'

/** A photo that was examined, or why it could not be. */
export type PhotoEntry = { readonly id: number; readonly name: string } & (
  | { readonly ok: true; readonly photo: ExaminedPhoto }
  | Failure
)

/** What the page works on. */
export interface FaceStudio {
  /** In the order in which they were given. */
  readonly entries: readonly PhotoEntry[]
  /** How many of the files of the last hand-over are done; null when none is under way. */
  readonly progress: { readonly done: number; readonly total: number } | null
  readonly webcam: Webcam
  /** The camera's last picture. */
  readonly live: ExaminedPhoto | null
  /** Why the camera's last picture could not be examined. */
  readonly liveProblem: string | null
  open(files: readonly File[]): void
  clear(): void
}

/** More would fill the memory: their pixels are kept to be drawn on again; our choice. */
export const maxEntries = 50

export function useFaceStudio(): FaceStudio {
  const [entries, setEntries] = useState<readonly PhotoEntry[]>([])
  const [progress, setProgress] = useState<FaceStudio['progress']>(null)
  const [live, setLive] = useState<ExaminedPhoto | null>(null)
  const [liveProblem, setLiveProblem] = useState<string | null>(null)
  const worker = useRef<WorkerClient<LandmarkCalls> | null>(null)
  const turn = useRef(0)
  const lastId = useRef(0)

  useEffect(
    () => () => {
      turn.current++
      worker.current?.close()
      worker.current = null
    },
    [],
  )

  const client = () => {
    worker.current ??= createWorkerClient<LandmarkCalls>(
      new Worker(new URL('../landmarks/landmark.worker.ts', import.meta.url)),
    )
    return worker.current
  }
  const examine = async (file: File): Promise<PhotoEntry> => {
    const entry = { id: ++lastId.current, name: file.name }
    try {
      const outcome = await client().call('examine', file)
      return outcome.ok ? { ...entry, ok: true, photo: outcome.value } : { ...entry, ...outcome }
    } catch (error) {
      return { ...entry, ok: false, reason: 'failed', detail: error instanceof Error ? error.message : String(error) }
    }
  }
  const openAll = async (files: readonly File[]) => {
    const own = ++turn.current
    for (const [done, file] of files.entries()) {
      setProgress({ done, total: files.length })
      const entry = await examine(file)
      if (turn.current !== own) return
      setEntries((before) => [...before, entry].slice(-maxEntries))
    }
    setProgress(null)
  }
  const webcam = useWebcam(async (picture) => {
    const outcome = await client().call('examine', picture, [picture])
    setLiveProblem(outcome.ok ? null : outcome.detail)
    if (outcome.ok) setLive(outcome.value)
  })

  return {
    entries,
    progress,
    webcam,
    live: webcam.on ? live : null,
    liveProblem,
    open: (files) => void openAll(files),
    clear: () => {
      turn.current++ // what is under way is dropped
      setEntries([])
      setProgress(null)
    },
  }
}
