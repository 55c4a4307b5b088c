export { answerBatches, createBatchLoader } from './batch-loader.ts'
export type { BatchOrder } from './batch-order.ts'
export { balancedOrder, shuffledOrder } from './batch-order.ts'
export type { FaceCacheDescription } from './cache-description.ts'
export {
  cropPixels,
  descriptionName,
  readDescription,
  shardCount,
  shardHeader,
  shardName,
} from './cache-description.ts'
export { checkShard } from './check-shard.ts'
export type { FaceCache, FacePlaces } from './face-cache.ts'
export { openFaceCache } from './face-cache.ts'
export { openFaceLoader } from './face-loader.ts'
export type { FaceReader, ReaderSettings } from './face-reader.ts'
export { createFaceReader } from './face-reader.ts'
export { encodeFace, encodeFailure } from './face-record.ts'
export { openShardWriter } from './shard-writer.ts'
