import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { reportText } from '@maskmirror/evaluation'
import { type OpenWorkbench, runComparisonFiles, runComparisonReport } from '@maskmirror/experiments'

/** Prints what the second run changed, and writes it into a folder when one is given. */
export async function compareTwoRuns(
  { workbench }: OpenWorkbench,
  [a, b]: readonly [string, string],
  { json = false, out }: { json?: boolean; out?: string },
): Promise<void> {
  const comparison = await workbench.compareRuns(a, b)
  if (json) console.log(JSON.stringify(comparison, null, 2))
  else console.log(reportText(runComparisonReport(comparison), { width: Math.max(80, process.stdout.columns ?? 120) }))
  if (out === undefined) return
  const files = await runComparisonFiles(comparison)
  await mkdir(out, { recursive: true })
  for (const [name, content] of files) await writeFile(join(out, name), content)
  console.error(`Written to ${out}: ${files.map(([name]) => name).join(', ')}`)
}
