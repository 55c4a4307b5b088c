'use client'

import { classNames } from '@maskmirror/ui/class-names'
import Link from 'next/link'
import { usePathname } from 'next/navigation'

/** A link of the main navigation that says when it leads to where one is. */
export function NavLink({ href, children }: { href: string; children: string }) {
  const path = usePathname()
  const here = path === href || (href !== '/' && path.startsWith(`${href}/`))
  return (
    <Link
      href={href}
      aria-current={path === href ? 'page' : here ? 'true' : undefined}
      className={classNames(
        'rounded-md px-1.5 py-1.5 text-xs whitespace-nowrap sm:px-2.5 sm:text-sm',
        here ? 'bg-hover font-medium text-ink' : 'text-ink-soft hover:bg-hover hover:text-ink',
      )}
    >
      {children}
    </Link>
  )
}
