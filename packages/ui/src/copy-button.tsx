'use client'

import { useEffect, useState } from 'react'
import { Button } from './button.tsx'

type State = 'idle' | 'copied' | 'refused'

const words: Readonly<Record<Exclude<State, 'idle'>, string>> = { copied: 'Copied', refused: 'Copying was refused' }

/** Puts a text on the clipboard and says so for two seconds. */
export function CopyButton({ text, label = 'Copy' }: { text: string; label?: string }) {
  const [state, setState] = useState<State>('idle')

  useEffect(() => {
    if (state === 'idle') return
    const timer = setTimeout(() => setState('idle'), 2000)
    return () => clearTimeout(timer)
  }, [state])

  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setState('copied'),
      () => setState('refused'),
    )
  return (
    <Button size="small" onClick={() => void copy()}>
      <span aria-live="polite">{state === 'idle' ? label : words[state]}</span>
    </Button>
  )
}
