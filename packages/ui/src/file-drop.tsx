'use client'

import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react'
import { classNames } from './class-names.ts'

export interface FileDropProps {
  /** What to do, such as `Drop a photo here`. */
  label: ReactNode
  /** What else to know, one line. */
  hint?: ReactNode
  /** As the attribute of a file input, such as `image/*`. */
  accept: string
  /** At least one; without `multiple` one. */
  onFiles: (files: readonly File[]) => void
  multiple?: boolean
  /** Takes files that are pasted anywhere on the page too; for at most one on a page. */
  pastes?: boolean
  className?: string
}

/** A place to drop files on, which opens the file picker too, with the mouse or the keyboard. */
export function FileDrop({ label, hint, accept, onFiles, multiple = false, pastes = false, className }: FileDropProps) {
  const [over, setOver] = useState(false)
  const take = (files: FileList | null | undefined) => {
    const taken = [...(files ?? [])].slice(0, multiple ? undefined : 1)
    if (taken.length > 0) onFiles(taken)
    return taken.length > 0
  }
  const input = useRef<HTMLInputElement>(null)
  const takeChosen = () => {
    take(input.current?.files)
    if (input.current !== null) input.current.value = '' // so that the same file can be chosen again
  }
  const takeEarly = useEffectEvent(takeChosen)
  const paste = useEffectEvent((event: ClipboardEvent) => {
    if (take(event.clipboardData?.files)) event.preventDefault()
  })

  // a file can be chosen while the page, already drawn, still loads what it does with one
  useEffect(() => takeEarly(), [])

  useEffect(() => {
    if (!pastes) return
    document.addEventListener('paste', paste)
    return () => document.removeEventListener('paste', paste)
  }, [pastes])

  return (
    <label
      onDragOver={(event) => {
        event.preventDefault() // without it the browser opens the file instead
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        take(event.dataTransfer.files)
      }}
      className={classNames(
        'relative block cursor-pointer rounded-lg border border-dashed px-4 py-4 text-center text-sm hover:bg-hover',
        'has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus',
        over ? 'border-accent bg-accent-soft' : 'border-field bg-surface',
        className,
      )}
    >
      <input ref={input} type="file" accept={accept} multiple={multiple} className="sr-only" onChange={takeChosen} />
      <span className="block font-medium text-ink">{label}</span>
      {hint === undefined ? null : <span className="mt-0.5 block text-xs text-ink-soft">{hint}</span>}
    </label>
  )
}
