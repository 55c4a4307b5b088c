import { reportText } from '@maskmirror/evaluation'
import { type OpenWorkbench, runComparisonFiles, runComparisonReport } from '@maskmirror/experiments'
import { writeFiles } from '@maskmirror/experiments/score-files'

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
  const names = await writeFiles(out, await runComparisonFiles(comparison))
  console.error(`Written to ${out}: ${names.join(', ')}`)
}
