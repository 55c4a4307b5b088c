import { forward } from '#server/forward.ts'

export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params
  return forward(request, `/runs/${encodeURIComponent(id)}/report.html`)
}
