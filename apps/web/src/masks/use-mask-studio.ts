import type { Failure } from '@maskmirror/core'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { PhotoFailure } from '#photos/decode-photo.ts'
import { openSubject, type Subject, type SubjectFailure, type SubjectSource } from './open-subject.ts'
import { openStudioWorkers, type StudioWorkers } from './studio-workers.ts'
import type { Scene } from './use-drawn-covers.ts'

/** What the page works on and what it is doing. */
export interface MaskStudio {
  /** Null until the page runs in the browser. */
  readonly workers: StudioWorkers | null
  readonly subject: Subject | null
  /** Numbers of the faces that are drawn on. */
  readonly chosen: readonly number[]
  /** Null until the worker has the subject. */
  readonly scene: Scene | null
  /** What is being done to open a photo, in words. */
  readonly step: string | null
  /** Why the last photo was not opened, and which; the one before stays. */
  readonly problem: (Failure<SubjectFailure> & { readonly source: SubjectSource }) | null
  open(source: SubjectSource): void
  choose(faces: readonly number[]): void
  /** Gives the worker a picture to print on fabrics. */
  print(file: File): Promise<Failure<PhotoFailure> | null>
}

/** @param first what to open at the start */
export function useMaskStudio(first: SubjectSource | null): MaskStudio {
  const [workers, setWorkers] = useState<StudioWorkers | null>(null)
  const [opened, setOpened] = useState<{ subject: Subject; chosen: readonly number[] } | null>(null)
  const [scene, setScene] = useState<Scene | null>(null)
  const [step, setStep] = useState<string | null>(null)
  const [problem, setProblem] = useState<MaskStudio['problem']>(null)
  const turn = useRef(0)

  const open = async (source: SubjectSource, using: StudioWorkers) => {
    const own = ++turn.current
    const isNewest = () => turn.current === own
    setProblem(null)
    const outcome = await openSubject(source, using, (words) => isNewest() && setStep(words))
    if (!isNewest()) return
    setStep(null)
    if (outcome.ok) setOpened({ subject: outcome.value, chosen: outcome.value.faces.map((_, index) => index) })
    else setProblem({ ...outcome, source })
  }
  const openFirst = useEffectEvent((using: StudioWorkers) => {
    if (first !== null) void open(first, using)
  })

  useEffect(() => {
    const using = openStudioWorkers()
    setWorkers(using)
    openFirst(using)
    return () => {
      turn.current++ // what is under way belongs to closed workers
      using.close()
    }
  }, [])

  useEffect(() => {
    if (workers === null || opened === null) return
    let left = false
    const { subject, chosen } = opened
    const faces = chosen.map((index) => subject.faces[index]!)
    workers.masks.call('choose', { photo: subject.pixels, faces }).then(
      (bare) => left || setScene({ bare }),
      (error: unknown) =>
        left || setProblem({ ok: false, reason: 'failed', detail: String(error), source: subject.source }),
    )
    return () => {
      left = true
    }
  }, [workers, opened])

  return {
    workers,
    subject: opened?.subject ?? null,
    chosen: opened?.chosen ?? [],
    scene,
    step,
    problem,
    open: (source) => {
      if (workers !== null) void open(source, workers)
    },
    choose: (faces) => setOpened((before) => before && { ...before, chosen: faces }),
    print: async (file) => {
      const printed = await workers?.masks.call('print', file)
      return printed === undefined || printed.ok ? null : printed
    },
  }
}
