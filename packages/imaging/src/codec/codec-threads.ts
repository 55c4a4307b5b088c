import sharp from 'sharp'

/**
 * How many threads one picture is decoded or encoded with, for the whole process; sharp's own default is one a core.
 * With several small pictures in work at a time one thread each costs about half the processor time.
 *
 * @param count at least 1
 */
export function setCodecThreads(count: number): void {
  sharp.concurrency(count)
}
