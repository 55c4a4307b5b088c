/** The name of a stage for people: `masked-faces` becomes `Masked faces`. */
export function stageName(stage: string): string {
  const words = stage.replaceAll(/[-_]+/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
