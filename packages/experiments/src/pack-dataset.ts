import { createProgressMeter, type ProgressReporter } from '@maskmirror/core'
import { exportDataset, openDataset } from '@maskmirror/datasets'

/**
 * Packs a set that lies on disk in any layout as RecordIO or as a verification pack, see `exportDataset`.
 *
 * @param pack ends in `.rec` or `.bin`
 * @returns one sentence: what was packed
 * @throws DatasetError
 */
export async function packDataset(
  path: string,
  pack: string,
  work: { readonly signal: AbortSignal; readonly onProgress: ProgressReporter; readonly clockMs: () => number },
): Promise<string> {
  const { signal, onProgress, clockMs } = work
  const dataset = await openDataset(path, { signal })
  let meter: ReturnType<typeof createProgressMeter> | null = null
  await exportDataset(dataset, pack, {
    signal,
    onProgress: (_done, total) => {
      meter ??= createProgressMeter('pack', total, onProgress, clockMs)
      meter.advance(1)
    },
  })
  return dataset.description
}
