import { readFileSync, writeFileSync } from 'node:fs'
import { createRng } from '@maskmirror/core'
import { createEmbeddingSet, loadEmbeddings, openAllPairs } from '@maskmirror/experiments/all-pairs'

/**
 * One process that compares all pairs and prints one line of JSON; times are seconds without reading files.
 *
 * usage: all-pairs-own.ts EMBEDDINGS.npy LABELS.txt [PROBES.npy PROBE_LABELS.txt], or all-pairs-own.ts --drawn COUNT
 */
async function main(args: readonly string[]): Promise<void> {
  const [embeddings, labels, probes, probeLabels] = args as [string, string, string?, string?]
  const sides =
    embeddings === '--drawn'
      ? { references: drawnSet(Number(labels)), probes: null }
      : await loadEmbeddings(
          { embeddings, labels },
          probes === undefined || probeLabels === undefined ? null : { embeddings: probes, labels: probeLabels },
        )
  globalThis.gc?.()
  const before = memory()
  writeFileSync('/proc/self/clear_refs', '5') // the peak begins anew
  const start = performance.now()
  const allPairs = await openAllPairs(sides)
  const opened = performance.now()
  const watch = { signal: new AbortController().signal, onProgress: () => {}, clockMs: () => performance.now() }
  const counted = await allPairs.measure(watch)
  const measured = performance.now()
  const { peakMB } = memory()
  // once more with everything compiled; not where that takes minutes
  if (embeddings !== '--drawn') await allPairs.measure(watch)
  const again = performance.now()
  await allPairs.close()
  const fmr1000 = counted.atFmr[1]!
  console.log(
    JSON.stringify({
      openSeconds: (opened - start) / 1000,
      seconds: (measured - opened) / 1000,
      warmSeconds: embeddings === '--drawn' ? null : (again - measured) / 1000,
      pairs: allPairs.pairs.genuine + allPairs.pairs.impostor,
      passes: counted.passes,
      curvePoints: counted.curve.thresholds.length,
      residentBeforeMB: before.residentMB,
      peakMB,
      additionalMB: peakMB - before.residentMB,
      eer: counted.equalErrorRate?.eer ?? null,
      auc: counted.auc,
      fnmrAtFmr1000: fmr1000.supported ? fmr1000.fnmr : null,
    }),
  )
}

/** People with five pictures each, drawn in memory. */
function drawnSet(count: number) {
  const dimension = 512
  const rng = createRng('all pairs')
  const people = Int32Array.from({ length: count }, (_, i) => Math.floor(i / 5))
  const builder = createEmbeddingSet({ name: 'drawn', dimension, people, pictures: Int32Array.from(people.keys()) })
  const centre = new Float32Array(dimension)
  const row = new Float32Array(dimension)
  for (let i = 0; i < count; i++) {
    if (i % 5 === 0) for (let k = 0; k < dimension; k++) centre[k] = rng.normal() * 0.6
    for (let k = 0; k < dimension; k++) row[k] = centre[k]! + rng.normal()
    builder.setRow(i, row)
  }
  return builder.finish()
}

/** Of the whole process, from Linux. */
function memory() {
  const status = readFileSync('/proc/self/status', 'utf8')
  const megabytes = (name: string) => Number(new RegExp(`^${name}:\\s*(\\d+) kB`, 'm').exec(status)?.[1]) / 1000
  return { residentMB: megabytes('VmRSS'), peakMB: megabytes('VmHWM') }
}

await main(process.argv.slice(2))
