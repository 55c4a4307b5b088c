import { PhotoBrowser } from '#datasets/photos/photo-browser.tsx'
import { SetLoading } from '#datasets/set/set-loading.tsx'
import { QueryBoundary } from '#errors/query-boundary.tsx'

export default async function PhotosPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return (
    <QueryBoundary fallback={<SetLoading />}>
      <PhotoBrowser id={id} />
    </QueryBoundary>
  )
}
