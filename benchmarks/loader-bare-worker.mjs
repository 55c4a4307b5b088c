// Plain JavaScript, so that a worker thread starts without a TypeScript loader; it registers one for the rest.
import { openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { register } from 'tsx/esm/api'

register()
const { decodeKnown, setCodecThreads } = await import('@maskmirror/imaging/codec')
const { shardName } = await import('@maskmirror/datasets/face-cache')

setCodecThreads(1)
const port = /** @type {import('node:worker_threads').MessagePort} */ (parentPort)
/** @type {{ folder: string, pixels: 'raw' | 'jpeg', places: Uint32Array }} */
const { folder, pixels, places } = workerData
/** @type {Map<number, number>} */
const files = new Map()
const count = places.length / 3

/** @param {number} at @param {Buffer} into */
function readRecord(at, into) {
  const [shard, offset, length] = places.subarray(at * 3, at * 3 + 3)
  const file = files.get(Number(shard)) ?? openSync(join(folder, shardName(Number(shard))), 'r')
  files.set(Number(shard), file)
  readSync(file, into, 0, Number(length) + 8, Number(offset))
}

/** Head of the record, kind and landmarks come before the picture. */
const pictureStart = 8 + 4 + 584

/** @type {Buffer[]} */
const pictures = []
for (let at = 0; pixels === 'jpeg' && at < count; at++) {
  const record = Buffer.alloc(Number(places[at * 3 + 2]) + 8)
  readRecord(at, record)
  pictures.push(record.subarray(pictureStart))
}
const buffer = Buffer.alloc(1024 * 1024)

port.on('message', async () => {
  if (pixels === 'raw') {
    for (let at = 0; at < count; at++) readRecord(at, buffer)
  } else {
    let next = 0
    const decodeSome = async () => {
      while (next < count) await decodeKnown(/** @type {Buffer} */ (pictures[next++]))
    }
    await Promise.all(Array.from({ length: 16 }, decodeSome))
  }
  port.postMessage('done')
})
port.postMessage('ready')
