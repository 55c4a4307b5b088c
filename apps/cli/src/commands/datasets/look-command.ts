import { detectLayout, layouts } from '@maskmirror/datasets'
import type { Command } from 'commander'
import { textTable } from '../../text-table.ts'

export function addLookCommand(datasets: Command): void {
  datasets
    .command('look')
    .description('tell in which layout a set lies on disk, and why; without a path, the layouts that are known')
    .argument('[path]', 'a folder, pack or list')
    .action(async (path: string | undefined) => {
      if (path !== undefined) await printLayout(path)
      else {
        console.log(
          textTable(
            ['layout', 'sets', 'expected on disk'],
            layouts.map(({ name, sets, expects }) => [name, sets, expects]),
          ),
        )
      }
    })
}

/** @throws DatasetError where nothing can be looked at */
export async function printLayout(path: string): Promise<void> {
  const { layout, path: found, because, beside } = await detectLayout(path)
  console.log(`${found}\nLayout ${layout}: ${[because, ...beside].join(' ')}`)
}
