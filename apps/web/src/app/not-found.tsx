import { buttonClass } from '@maskmirror/ui/button'
import type { Metadata } from 'next'
import Link from 'next/link'
import { PageHeading } from '#shell/page-heading.tsx'
import { PageStack } from '#shell/page-stack.tsx'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <PageStack>
      <PageHeading
        title="There is nothing at this address"
        lead="The run may have been deleted, or the address was cut off. Every run that the server knows is in the overview."
      />
      <div className="flex flex-wrap gap-2">
        <Link href="/" className={buttonClass('primary')}>
          Overview
        </Link>
        <Link href="/runs/new" className={buttonClass('secondary')}>
          New evaluation
        </Link>
      </div>
    </PageStack>
  )
}
