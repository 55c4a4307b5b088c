import { forward } from '#server/forward.ts'

export async function GET(request: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const { file } = await params
  return forward(request, `/images/${encodeURIComponent(file)}`)
}
