import type { FaceLine } from './write-face.ts'

const columns = [
  'file',
  'identity',
  'masked',
  'mask_type',
  'mask_colour',
  'mask_style',
  'occluder',
  'camera',
  'session',
  'day',
  'age',
  'look_alike_of',
] as const

/** The set's `labels.csv`; none of its words needs quotes. */
export function faceLabels(lines: readonly FaceLine[]): string {
  const rows = lines.map((line) => {
    const { mask_type = 'none', mask_colour = '', mask_style = '' } = line.label
    const row: Record<(typeof columns)[number], string> = {
      file: line.file,
      identity: line.person,
      masked: line.mask === 'worn' ? '1' : '0',
      ...{ mask_type, mask_colour, mask_style },
      occluder: line.covers.find((name) => name !== 'mask') ?? 'none',
      camera: line.camera.name ?? '',
      session: line.session?.name ?? '',
      day: line.session === null ? '' : String(line.session.day),
      age: String(Math.floor(line.ageYears)),
      look_alike_of: line.lookAlikeOf ?? '',
    }
    return columns.map((column) => row[column]).join(',')
  })
  return `${[columns.join(','), ...rows].join('\n')}\n`
}
