import { forward } from '#server/forward.ts'

export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string; file: string }> },
): Promise<Response> {
  const { id, file } = await params
  return forward(request, `/runs/${encodeURIComponent(id)}/exports/${encodeURIComponent(file)}`)
}
