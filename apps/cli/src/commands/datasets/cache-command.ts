import { availableParallelism } from 'node:os'
import { cropPixels } from '@maskmirror/datasets/face-cache'
import { cacheFaces, FaceCacheOptionsSchema, planFaceCache } from '@maskmirror/experiments/face-cache'
import type { Command } from 'commander'
import { z } from 'zod'
import { openFromCommand } from '../../open-from-command.ts'
import { openNamedSet } from '../../open-named-set.ts'
import { printFaceCache, printFaceCachePlan } from '../../print-face-cache.ts'
import { withFileWork } from '../../with-file-work.ts'

interface CacheOptions {
  out: string
  side: number
  pixels: string
  quality: number
  policy: string
  jobs?: number
  dryRun?: boolean
  json?: boolean
}

const defaults = FaceCacheOptionsSchema.parse({})

const JobsSchema = z.number('Expected --jobs to be a whole number in 1..256').int().min(1).max(256)

/** Done, but some photos have no face. */
const exitCodeSomeFailed = 2

export function addCacheCommand(datasets: Command): void {
  datasets
    .command('cache')
    .description(
      'cut the faces of a set out, once, into shards that a training reads; the same command continues what was stopped, checks what is there and makes damaged shards anew',
    )
    .argument('<set>', 'id of a set, or a folder, pack or list in any known layout')
    .requiredOption('--out <folder>', 'where cache.json and shards/ go')
    .option('--side <pixels>', 'of the aligned crops', Number, defaults.side)
    .option('--pixels <format>', `how crops are kept: ${cropPixels.join(' or ')}`, defaults.pixels)
    .option('--quality <number>', 'of JPEG crops, 1..100', Number, defaults.quality)
    .option('--policy <policy>', 'which face of a photo with several: central, largest, single', defaults.policy)
    .option('--jobs <number>', 'threads, each with its own models (default: one for each core)', Number)
    .option('--dry-run', 'say what would be done and write nothing')
    .option('--json', 'print the summary as JSON')
    .action(async (set: string, given: CacheOptions, command: Command) => {
      const { out, jobs, dryRun, json, ...others } = given
      const options = FaceCacheOptionsSchema.parse(others)
      const threads = jobs === undefined ? availableParallelism() : JobsSchema.parse(jobs)
      await using opened = await openFromCommand(command)
      const { environment } = opened
      await withFileWork(async (work) => {
        const dataset = await openNamedSet(set, environment, work.signal)
        const plan = await planFaceCache({ dataset, folder: out, options }, environment)
        if (dryRun) {
          printFaceCachePlan(plan, json === true)
          return
        }
        const summary = await cacheFaces(plan, { ...work, jobs: threads })
        if (json) console.log(JSON.stringify(summary, null, 2))
        else printFaceCache(summary)
        if (summary.faces < summary.photos) process.exitCode = exitCodeSomeFailed
      })
    })
}
