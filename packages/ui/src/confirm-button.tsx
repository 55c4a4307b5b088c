'use client'

import { type ReactNode, useId, useRef } from 'react'
import { Button, type ButtonSize, type ButtonVariant } from './button.tsx'

export interface ConfirmButtonProps {
  label: string
  /** The question, and what cannot be undone. */
  title: string
  children: ReactNode
  confirmLabel: string
  onConfirm: () => void
  busy?: boolean
  variant?: ButtonVariant
  size?: ButtonSize
}

/** A button that asks before it acts. */
export function ConfirmButton({
  label,
  title,
  children,
  confirmLabel,
  onConfirm,
  busy = false,
  variant = 'quiet',
  size = 'medium',
}: ConfirmButtonProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  const close = () => dialog.current?.close()
  return (
    <>
      <Button variant={variant} size={size} busy={busy} onClick={() => dialog.current?.showModal()}>
        {label}
      </Button>
      <dialog
        ref={dialog}
        aria-labelledby={titleId}
        className="m-auto w-[min(28rem,calc(100vw-2rem))] rounded-lg border border-line-strong bg-surface p-5 text-left text-ink shadow-xl backdrop:bg-black/40"
      >
        <h2 id={titleId} className="text-base font-semibold">
          {title}
        </h2>
        <div className="mt-2 text-sm text-ink-soft">{children}</div>
        <div className="mt-5 flex justify-end gap-2">
          <Button onClick={close}>Keep</Button>
          <Button
            variant="danger"
            onClick={() => {
              close()
              onConfirm()
            }}
          >
            {confirmLabel}
          </Button>
        </div>
      </dialog>
    </>
  )
}
