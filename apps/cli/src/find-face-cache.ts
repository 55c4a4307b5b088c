import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { canonicalJson } from '@maskmirror/core'
import { descriptionName } from '@maskmirror/datasets/face-cache'
import type { FileWork } from '@maskmirror/experiments/dataset-files'
import { cacheFaces, FaceCacheOptionsSchema, planFaceCache } from '@maskmirror/experiments/face-cache'
import type { Command } from 'commander'
import { openFromCommand } from './open-from-command.ts'
import { openNamedSet } from './open-named-set.ts'

/**
 * The folder of a cache of aligned faces: what is named when it is one, else a cache of the set that is named, kept in the
 * data directory and made where it is missing.
 *
 * @param side pixels of the crops
 */
export async function findFaceCache(name: string, side: number, command: Command, work: FileWork): Promise<string> {
  if (existsSync(join(name, descriptionName))) return name
  await using opened = await openFromCommand(command)
  const { environment, directory } = opened
  const options = FaceCacheOptionsSchema.parse({ side })
  const dataset = await openNamedSet(name, environment, work.signal)
  const plan = await planFaceCache(
    {
      dataset,
      options,
      folder: (description) => {
        const print = createHash('sha256').update(canonicalJson(description)).digest('hex').slice(0, 16)
        return join(directory.path, 'aligned', print)
      },
    },
    environment,
  )
  await cacheFaces(plan, { ...work, jobs: availableParallelism() })
  return plan.folder
}
