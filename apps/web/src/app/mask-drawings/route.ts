import { forward } from '#server/forward.ts'

export function GET(request: Request): Promise<Response> {
  return forward(request, '/mask-drawings')
}
