/** A part of two documents that differs; values as text, `–` where one has none. */
export interface ChangedField {
  /** Names joined by points, such as `model.name`. */
  readonly field: string
  readonly a: string
  readonly b: string
}

/** The parts in which two plain documents differ, in the order of the first. Lists are one value; hashes are shortened. */
export function changedFields(a: unknown, b: unknown): ChangedField[] {
  const [first, second] = [new Map(leaves(a, '')), new Map(leaves(b, ''))]
  const fields = new Set([...first.keys(), ...second.keys()])
  return [...fields].flatMap((field) => {
    const [x, y] = [first.get(field) ?? '–', second.get(field) ?? '–']
    return x === y ? [] : [{ field, a: shortened(x), b: shortened(y) }]
  })
}

function leaves(value: unknown, path: string): [string, string][] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return Object.entries(value).flatMap(([name, part]) => leaves(part, path === '' ? name : `${path}.${name}`))
  }
  if (value === null || value === undefined) return []
  return [[path, Array.isArray(value) ? value.join(', ') : String(value)]]
}

function shortened(text: string): string {
  return /^[0-9a-f]{64}$/.test(text) ? `${text.slice(0, 16)}…` : text
}
