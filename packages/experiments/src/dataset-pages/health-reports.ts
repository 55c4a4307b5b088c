import type { ArtefactStore } from '@maskmirror/storage'
import type { HealthReport } from '../dataset-health/health-report.ts'
import { hashOf } from '../run-spec.ts'
import { decodeShard, encodeShard } from '../stages/shard-codec.ts'

/** A report of another version cannot be read. */
const reportVersion: HealthReport['version'] = 2

/** Reports as artefacts, named by their content. */
export interface HealthReports {
  /** @returns the report's key */
  write(report: HealthReport): Promise<string>
  /** Null for a report that has gone, is damaged, or was laid out by another version. */
  read(key: string): Promise<HealthReport | null>
}

/** Reports that stay in memory. Our choice: as many as sets stay open. */
const mostKept = 3

export function createHealthReports(artefacts: ArtefactStore): HealthReports {
  const kept = new Map<string, HealthReport>()
  const keep = (key: string, report: HealthReport) => {
    kept.delete(key)
    kept.set(key, report)
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKept) break
      kept.delete(oldest)
    }
    return report
  }
  return {
    write: async (report) => {
      const key = `health-reports/${hashOf(report)}`
      await artefacts.write(key, await encodeShard(report, []))
      return key
    },
    read: async (key) => {
      const known = kept.get(key)
      if (known !== undefined) return keep(key, known)
      const bytes = await artefacts.read(key)
      if (bytes === null) return null
      const { header } = await decodeShard<HealthReport>(bytes)
      return header.version === reportVersion ? keep(key, header) : null
    },
  }
}
