import type { FaceCachePlan, FaceCacheSummary } from '@maskmirror/experiments/face-cache'

export function printFaceCachePlan({ folder, description, shards, bytes }: FaceCachePlan, asJson: boolean): void {
  const { photos, people, side, pixels } = description
  const counts = { photos, people: people.length, shards: shards.count, shardsThere: shards.there }
  if (asJson) {
    console.log(JSON.stringify({ dryRun: true, folder, ...counts, side, pixels, bytes }, null, 2))
    return
  }
  const size = bytes === null ? '' : `, ${megabytes(bytes)}`
  console.log(
    `${photos} photos of ${people.length} people become ${shards.count} shards of ${pixels} crops of ${side} pixels${size}; ${shards.there} shards are there. Nothing is written`,
  )
}

export function printFaceCache(summary: FaceCacheSummary): void {
  const { folder, photos, faces, maskedFaces, people, peopleWithout, failures, damaged, seconds } = summary
  console.log(`${faces} faces (${maskedFaces} masked) of ${people} people from ${photos} photos`)
  for (const { reason, count } of failures) console.log(`  ${reason}: ${count}`)
  if (peopleWithout.length > 0) console.log(`People without a face: ${peopleWithout.join(', ')}`)
  for (const message of damaged) console.log(`Made anew: ${message}`)
  if (summary.photosMade > 0) {
    console.log(`${(summary.photosMade / seconds).toFixed(1)} photos a second, ${summary.photosMade} in this run`)
  }
  console.log(`${summary.shards} shards, ${megabytes(summary.bytes)}: ${folder}`)
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}
