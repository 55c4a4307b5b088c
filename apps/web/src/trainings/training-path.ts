export function trainingPath(id: string): string {
  return `/trainings/${encodeURIComponent(id)}`
}
