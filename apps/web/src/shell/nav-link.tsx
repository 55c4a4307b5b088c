'use client'

import { classNames } from '@maskmirror/ui/class-names'
import Link from 'next/link'
import { usePathname } from 'next/navigation'

/**
 * A link of the main navigation that says when it leads to where one is.
 *
 * @param short what a narrow screen has room for; default the same
 */
export function NavLink({ href, short, children }: { href: string; short?: string; children: string }) {
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
      {short === undefined ? (
        children
      ) : (
        <>
          <span className="sm:hidden">{short}</span>
          <span className="max-sm:hidden">{children}</span>
        </>
      )}
    </Link>
  )
}
