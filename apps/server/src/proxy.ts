import { Agent, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'

/** Passes a request on to another local server and streams the answer back. */
export function proxyTo(
  target: { host: string; port: number },
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const { method, headers, url } = request
  // no connection is kept: the dashboard closes idle ones, and a request sent at that moment would be lost
  const agent = new Agent({ keepAlive: false })
  const forwarded = httpRequest({ ...target, agent, method, path: url, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(response)
  })
  forwarded.on('error', () => {
    if (!response.headersSent) response.writeHead(502, { 'content-type': 'text/plain' })
    response.end('The dashboard is not running. Look at the server for why.')
  })
  response.on('close', () => forwarded.destroy())
  request.pipe(forwarded)
}
