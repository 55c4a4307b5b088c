import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Benchmark } from './benchmark.ts'
import { readEnvironment } from './environment.ts'

/** `pnpm bench [name]`: runs every `*.bench.ts` here, or the one that is named, and keeps the numbers in `results/`. */
async function main(wanted: string | undefined): Promise<void> {
  const folder = import.meta.dirname
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.bench.ts'))
    .map((file) => file.slice(0, -'.bench.ts'.length))
    .sort()
  const chosen = wanted === undefined ? names : names.filter((name) => name === wanted)
  if (chosen.length === 0) {
    console.error(`Expected the name of a benchmark (${names.join(', ')}) but received ${wanted}`)
    process.exitCode = 1
    return
  }
  for (const name of chosen) {
    const { benchmark }: { benchmark: Benchmark } = await import(`./${name}.bench.ts`)
    const environment = readEnvironment(resolve(folder, '..'))
    console.log(`${benchmark.name}: ${benchmark.description}`)
    console.log(
      `${environment.cores} cores, ${environment.processor}, node ${environment.node}, onnxruntime ${environment.onnxruntime}, load ${environment.loadBefore.toFixed(2)}`,
    )
    const result = await benchmark.run(console.log)
    if ('missing' in result) {
      console.log(`not run: ${result.missing}`)
      continue
    }
    const results = resolve(folder, 'results')
    mkdirSync(results, { recursive: true })
    const file = resolve(results, `${name}-${environment.commit.slice(0, 10)}-${environment.cores}cores.json`)
    writeFileSync(file, `${JSON.stringify({ benchmark: name, environment, ...result }, null, 2)}\n`)
    console.log(`kept in ${file}`)
  }
}

await main(process.argv[2])
