import { readFile, writeFile } from 'node:fs/promises'
import { downloadToPart, dropPart, type Transfer } from '@maskmirror/system'
import { assembleMtcnnWeights } from '../mtcnn/assemble-weights.ts'

/**
 * Fetches the files that a model is put together of, continuing what an interrupted pull left, and writes the whole.
 *
 * @param part of the whole; pieces lie beside it until it is written
 * @throws what the transfer's `errorOf` makes; InferenceError `bad-archive` for pieces that are something else
 */
export async function fetchPieces(
  addresses: readonly string[],
  part: string,
  fetchFile: typeof fetch,
  transfer: Transfer,
): Promise<void> {
  const paths = addresses.map((_, i) => `${part}.${i + 1}`)
  for (const [i, address] of addresses.entries()) {
    // progress counts towards the whole, whose size the card knows
    const onStart = (already: number) => (i === 0 ? transfer.onStart(already, null) : transfer.onBytes(already))
    const options = { ...transfer, onStart, fetch: fetchFile, bytes: null, isCheckedAfterwards: true }
    await downloadToPart(address, paths[i]!, options)
  }
  const pieces = await Promise.all(paths.map((path) => readFile(path)))
  // whatever they are, a next pull must not continue them
  await Promise.all(paths.map(dropPart))
  await writeFile(part, assembleMtcnnWeights(pieces))
}
