import { PeopleBrowser } from '#datasets/photos/people-browser.tsx'
import { SetLoading } from '#datasets/set/set-loading.tsx'
import { QueryBoundary } from '#errors/query-boundary.tsx'

export default async function PeoplePage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return (
    <QueryBoundary fallback={<SetLoading />}>
      <PeopleBrowser id={id} />
    </QueryBoundary>
  )
}
