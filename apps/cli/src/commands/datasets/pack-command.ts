import { resolve } from 'node:path'
import { packDataset } from '@maskmirror/experiments'
import type { Command } from 'commander'
import { interruptSignal } from '../../interrupt-signal.ts'
import { createProgressDisplay } from '../../progress-display.ts'

/** @param datasets the command that this one belongs to */
export function addPackCommand(datasets: Command): void {
  datasets
    .command('pack')
    .description('write a set for InsightFace: its photos as train.rec, or its pair list as a verification pack')
    .argument('<path>', 'a folder, pack or list in any known layout')
    .argument('<pack>', 'the new file: .rec (with .idx and .lst) or .bin; people and masks go to .labels.csv beside it')
    .action(async (path: string, pack: string) => {
      const display = createProgressDisplay(process.stderr)
      const { signal, stop } = interruptSignal()
      try {
        const clockMs = () => performance.now()
        const packed = await packDataset(resolve(path), resolve(pack), { signal, onProgress: display.show, clockMs })
        display.stop()
        console.log(`${packed}\nPacked as ${resolve(pack)}`)
      } finally {
        stop()
        display.stop()
      }
    })
}
