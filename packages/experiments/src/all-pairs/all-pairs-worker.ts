import { parentPort, workerData } from 'node:worker_threads'
import { concatenate } from '@maskmirror/core'
// not from ./counting: a thread would load all measures and their schemas for nothing
import { createPassCounter } from '@maskmirror/evaluation/counting/pass'
import { createProductSession, type Products } from '@maskmirror/inference/product'
import { type Block, blockList } from './block-tasks.ts'
import { type BlockScores, countBlock, scoresOfBlock } from './count-block.ts'
import {
  doneBlocks,
  nextBlock,
  type SampleReply,
  type SharedWork,
  stopped,
  type WorkerReply,
  type WorkerRequest,
  type WorkerSetup,
} from './worker-messages.ts'

const port = parentPort!
const { dimension, blockRows, references, probes, ranges } = workerData as WorkerSetup
const session = await createProductSession(dimension, blockRows)

/** Multiplies blocks until none is left. */
async function forEachBlock(
  { blocks, progress }: SharedWork,
  use: (products: Products, block: Block, index: number) => void,
): Promise<void> {
  const list = blockList(blocks)
  let left = -1
  for (;;) {
    const index = Atomics.add(progress, nextBlock, 1)
    if (index >= list.length || Atomics.load(progress, stopped) === 1) return
    const block = list.at(index)
    if (block.rowFrom !== left) {
      session.setLeft(references.subarray(block.rowFrom * dimension, block.rowTo * dimension))
      left = block.rowFrom
    }
    session.setRight(probes.subarray(block.columnFrom * dimension, block.columnTo * dimension))
    use(await session.multiply(), block, index)
    Atomics.add(progress, doneBlocks, 1)
  }
}

async function answer(request: WorkerRequest): Promise<WorkerReply> {
  if (request.kind === 'sample') {
    const found: BlockScores[] = []
    await forEachBlock(request.work, (products, block) =>
      found.push(scoresOfBlock(products, block, ranges, request.every)),
    )
    return { sample: joined(found) }
  }
  const { plan, countGenuine, moments } = request
  const counter = createPassCounter(plan)
  await forEachBlock(request.work, (products, block, index) => {
    countBlock(counter, products, block, ranges, { countGenuine })
    const { genuine, impostor } = counter.takeMoments()
    moments.set(
      [genuine.count, genuine.mean, genuine.squares, impostor.count, impostor.mean, impostor.squares],
      6 * index,
    )
  })
  return { counts: counter.counts() }
}

function joined(found: readonly BlockScores[]): SampleReply {
  const join = (side: keyof BlockScores) =>
    concatenate(
      Float32Array,
      found.map((scores) => scores[side]),
    )
  return { genuine: join('genuine'), impostor: join('impostor') }
}

/** What is large moves to the main thread instead of being copied. */
function buffersOf(reply: WorkerReply): ArrayBuffer[] {
  const arrays =
    'sample' in reply
      ? [reply.sample.genuine, reply.sample.impostor]
      : 'counts' in reply
        ? [reply.counts.genuineScores, reply.counts.genuine.kept, reply.counts.impostor.kept].flatMap(
            (list) => list ?? [],
          )
        : []
  return arrays.map((array) => array.buffer as ArrayBuffer)
}

port.on('message', async (request: WorkerRequest) => {
  try {
    const reply = await answer(request)
    port.postMessage(reply, buffersOf(reply))
  } catch (error) {
    port.postMessage({ error: error instanceof Error ? error.message : String(error) } satisfies WorkerReply)
  }
})
port.postMessage({ ready: true } satisfies WorkerReply)
