import { forward } from '#server/forward.ts'

function toApi(request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url)
  return forward(request, `${pathname.replace(/^\/api/, '')}${search}`)
}

export { toApi as GET, toApi as POST }
