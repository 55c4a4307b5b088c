import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  comparisonTableText,
  evidenceReport,
  identificationReport,
  reportText,
  settingLabel,
} from '@maskmirror/evaluation'
import { type OpenWorkbench, type RunDetail, runExportNames } from '@maskmirror/experiments'
import { durationText } from './progress-display.ts'

/** Prints the comparison table with failures and notes, writes the report files and says where they are. */
export async function printResult({ workbench, directory }: OpenWorkbench, run: RunDetail): Promise<void> {
  const { result } = run
  if (result === null) return
  const { counts, evidence, failures, identification, notes, table } = result
  console.log(
    `\n${run.dataset} with ${run.model}: ${counts.people} people, ${counts.photos} photos, ${counts.pairs} pairs\n`,
  )
  const width = Math.max(80, process.stdout.columns ?? 120)
  console.log(comparisonTableText(table, { width }))
  if (identification !== null) console.log(reportText(identificationReport(identification), { width }))
  console.log(reportText(evidenceReport(evidence), { width }))
  if (failures.length > 0) {
    console.log('What failed (each photo or treated pair counted once):')
    for (const { step, setting, reason, count, of, examples } of failures) {
      const where = setting === null ? step : settingLabel(setting)
      console.log(`  ${where}: ${reason}, ${count} of ${of}. First: ${examples[0]?.photo} (${examples[0]?.detail})`)
    }
    console.log('')
  }
  for (const note of notes) console.log(`- ${note}`)

  const folder = join(directory.reportsPath, run.id)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'report.html'), await workbench.renderReport(run.id))
  const others: string[] = []
  for (const name of runExportNames) {
    const file = await workbench.exportRun(run.id, name)
    if (file === null) continue
    await writeFile(join(folder, name), file.body)
    others.push(name)
  }
  console.log(`\nReport: ${join(folder, 'report.html')}`)
  console.log(`Data:   ${folder} (${others.join(', ')})`)
  if (run.durationMs !== null) console.log(`Time:   ${durationText(run.durationMs / 1000)} of computing`)
}
