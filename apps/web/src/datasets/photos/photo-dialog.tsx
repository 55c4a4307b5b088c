'use client'

import { Button } from '@maskmirror/ui/button'
import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { ErrorState } from '#errors/error-state.tsx'
import { useTRPC } from '#trpc/client.tsx'
import { PhotoFacts } from './photo-facts.tsx'
import type { Decisions } from './use-decisions.ts'

export interface PhotoDialogProps {
  id: string
  /** Empty: closed. */
  photoKey: string
  /** Of the photos around it, in their order. */
  keys: readonly string[]
  decisions: Decisions
  /** Empty closes. */
  onOpen: (key: string) => void
}

/** One photo in full with what is known of it. Arrow keys go to its neighbours. */
export function PhotoDialog({ id, photoKey, keys, decisions, onOpen }: PhotoDialogProps) {
  const trpc = useTRPC()
  const dialog = useRef<HTMLDialogElement>(null)
  const isOpen = photoKey !== ''
  const { data, error, refetch } = useQuery(
    trpc.datasets.photo.queryOptions({ id, key: photoKey }, { enabled: isOpen, trpc: { context: { alone: true } } }),
  )
  useEffect(() => {
    if (isOpen && !dialog.current?.open) dialog.current?.showModal()
    else if (!isOpen) dialog.current?.close()
  }, [isOpen])
  const at = keys.indexOf(photoKey)
  const go = (step: number) => {
    const next = at < 0 ? undefined : keys[at + step]
    if (next !== undefined) onOpen(next)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const key = event.key.toLowerCase()
    if (event.key === 'ArrowRight') go(1)
    else if (event.key === 'ArrowLeft') go(-1)
    else if (key === 'x' || key === 'k' || key === 'u') decisions.decide(photoKey, key === 'u' ? null : key === 'x')
    else return
    event.preventDefault()
  }
  return (
    <dialog
      ref={dialog}
      aria-label="Photo"
      onKeyDown={onKeyDown}
      onClose={() => onOpen('')}
      className="m-auto max-h-[calc(100dvh-1.5rem)] w-[min(60rem,calc(100vw-1.5rem))] overflow-y-auto rounded-lg border border-line-strong bg-surface p-4 text-ink shadow-xl backdrop:bg-black/50 sm:p-5"
    >
      <div className="mb-3 flex items-center gap-2">
        <Button size="small" disabled={at <= 0} onClick={() => go(-1)}>
          Previous
        </Button>
        <Button size="small" disabled={at < 0 || at + 1 >= keys.length} onClick={() => go(1)}>
          Next
        </Button>
        <Button size="small" variant="quiet" className="ml-auto" onClick={() => dialog.current?.close()}>
          Close
        </Button>
      </div>
      {!isOpen ? null : error !== null ? (
        <ErrorState error={error} onAction={() => void refetch()} />
      ) : data === undefined ? (
        <p role="status" className="min-h-96 text-ink-soft">
          Loading the photo…
        </p>
      ) : (
        <PhotoFacts id={id} photo={data} decisions={decisions} onOpen={onOpen} />
      )}
    </dialog>
  )
}
