import { resolve } from 'node:path'
import { packDataset } from '@maskmirror/experiments'
import type { Command } from 'commander'
import { withFileWork } from '../../with-file-work.ts'

export function addPackCommand(datasets: Command): void {
  datasets
    .command('pack')
    .description('write a set for InsightFace: its photos as train.rec, or its pair list as a verification pack')
    .argument('<path>', 'a folder, pack or list in any known layout')
    .argument('<pack>', 'the new file: .rec (with .idx and .lst) or .bin; people and masks go to .labels.csv beside it')
    .action(async (path: string, pack: string) => {
      const packed = await withFileWork((work) => packDataset(resolve(path), resolve(pack), work))
      console.log(`${packed}\nPacked as ${resolve(pack)}`)
    })
}
