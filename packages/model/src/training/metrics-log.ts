import { appendFile, readFile } from 'node:fs/promises'
import { unwritable, writeWhole } from './write-whole.ts'

/** Lines of JSON, each with the step that it tells about. */
export interface MetricsLog {
  /** @throws ModelError `unwritable` */
  append(line: { readonly step: number } & Readonly<Record<string, unknown>>): Promise<void>
}

/**
 * Opens `metrics.jsonl` for a training that goes on at a step: what an interrupted run noted about later steps is dropped,
 * because these steps are done again.
 *
 * @throws ModelError `unwritable`
 */
export async function openMetricsLog(path: string, step: number): Promise<MetricsLog> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return ''
    throw cause
  })
  const kept = text.split('\n').filter((line) => stepOf(line) < step)
  await writeWhole(path, [new TextEncoder().encode(kept.map((line) => `${line}\n`).join(''))])
  return {
    append: (line) =>
      appendFile(path, `${JSON.stringify(line)}\n`).catch((cause: unknown) => {
        throw unwritable(path, cause)
      }),
  }
}

/** Infinity for a line that was cut off. */
function stepOf(line: string): number {
  try {
    const parsed: unknown = JSON.parse(line)
    if (parsed !== null && typeof parsed === 'object' && 'step' in parsed && typeof parsed.step === 'number')
      return parsed.step
  } catch {
    // a crash while it was written
  }
  return Number.POSITIVE_INFINITY
}
