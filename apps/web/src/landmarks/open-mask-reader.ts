import { createMaskReader } from '@maskmirror/faces/browser-safe'

/** Opens this project's network that tells whether a mask is worn, and where; to be called in a worker. */
export async function openMaskReader(): Promise<ReturnType<typeof createMaskReader>> {
  const address = new URL('@maskmirror/faces/mask-decision.onnx', import.meta.url)
  const answer = await fetch(address)
  if (!answer.ok)
    throw new Error(`Expected the network that decides about masks but the server answered ${answer.status}`)
  return createMaskReader(new Uint8Array(await answer.arrayBuffer()))
}
