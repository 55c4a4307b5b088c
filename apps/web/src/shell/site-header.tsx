import Link from 'next/link'
import { NavLink } from './nav-link.tsx'
import { ThemeToggle } from './theme-toggle.tsx'
import { Wordmark } from './wordmark.tsx'

export function SiteHeader() {
  return (
    <header className="border-b border-line bg-surface">
      <div className="mx-auto flex max-w-[82rem] flex-wrap items-center gap-x-6 gap-y-1 px-4 py-2 sm:px-6">
        <Link href="/" aria-label="MaskMirror, overview">
          <Wordmark />
        </Link>
        <nav
          aria-label="Main"
          className="order-last -mx-2 flex w-[calc(100%+1rem)] flex-wrap justify-between sm:order-none sm:mx-0 sm:w-auto sm:justify-start sm:gap-0.5"
        >
          {/* on a narrow screen the sign above leads there, so that the others keep to one line */}
          <span className="hidden sm:contents">
            <NavLink href="/">Overview</NavLink>
          </span>
          <NavLink href="/runs/new" short="Evaluate">
            New evaluation
          </NavLink>
          <NavLink href="/datasets">Data sets</NavLink>
          <NavLink href="/models">Models</NavLink>
          <NavLink href="/trainings">Training</NavLink>
          <NavLink href="/masks">Masks</NavLink>
          <NavLink href="/faces">Faces</NavLink>
        </nav>
        <div className="ml-auto">
          <ThemeToggle />
        </div>
      </div>
    </header>
  )
}
