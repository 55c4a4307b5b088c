'use client'

import { classNames } from '@maskmirror/ui/class-names'
import { useTheme } from 'next-themes'
import { type ReactNode, useSyncExternalStore } from 'react'

const themes = ['system', 'light', 'dark'] as const

const titles = { system: 'As the system', light: 'Light', dark: 'Dark' } as const

const drawings: Readonly<Record<(typeof themes)[number], ReactNode>> = {
  system: (
    <>
      <rect x="2" y="3" width="12" height="8" rx="1.2" />
      <path d="M6 13.5h4" />
    </>
  ),
  light: (
    <>
      <circle cx="8" cy="8" r="2.8" />
      <path d="M8 1.5v1.4M8 13.1v1.4M1.5 8h1.4M13.1 8h1.4M3.4 3.4l1 1M11.6 11.6l1 1M3.4 12.6l1-1M11.6 4.4l1-1" />
    </>
  ),
  dark: <path d="M13.2 9.7A5.7 5.7 0 0 1 6.3 2.8a5.7 5.7 0 1 0 6.9 6.9Z" />,
}

/** Chooses between the system's appearance, light and dark. */
export function ThemeToggle() {
  const { theme, setTheme } = useTheme()
  // the server cannot know the choice, which is kept in the browser
  const chosen = useSyncExternalStore(
    never,
    () => theme,
    () => undefined,
  )
  return (
    <fieldset className="inline-flex rounded-md border border-line p-0.5">
      <legend className="sr-only">Appearance</legend>
      {themes.map((name) => (
        <label
          key={name}
          title={titles[name]}
          className={classNames(
            'grid size-7 cursor-pointer place-items-center rounded has-focus-visible:outline-2 has-focus-visible:outline-focus',
            name === chosen ? 'bg-track text-ink' : 'text-ink-faint hover:text-ink',
          )}
        >
          <input
            type="radio"
            name="theme"
            value={name}
            checked={name === chosen}
            onChange={() => setTheme(name)}
            className="sr-only"
          />
          <span className="sr-only">{titles[name]}</span>
          <svg
            className="size-4"
            viewBox="0 0 16 16"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.3"
            strokeLinecap="round"
            strokeLinejoin="round"
            aria-hidden="true"
          >
            {drawings[name]}
          </svg>
        </label>
      ))}
    </fieldset>
  )
}

const never = () => () => {}
