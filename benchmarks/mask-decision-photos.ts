import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** A photo with what its label says. */
export interface LabelledPhoto {
  readonly set: 'lfw' | 'rmfvd' | 'rmfrd'
  /** Relative to the set's folder. */
  readonly file: string
  readonly path: string
  readonly person: string
  readonly masked: boolean
}

/** Photos and models beside the project. */
export interface MaskPhotos {
  readonly models: string
  readonly photos: readonly LabelledPhoto[]
}

/**
 * LFW, RMFD's verification photos and its recognition crops. The verification part names its people `00_0001_name_07`: the third
 * part is the person in the other.
 *
 * @returns null when MASKMIRROR_SHARED (default ../shared beside the project) lacks one of them
 */
export function findMaskPhotos(): MaskPhotos | null {
  const shared = resolve(process.env.MASKMIRROR_SHARED ?? resolve(import.meta.dirname, '../../shared'))
  const data = resolve(shared, 'data')
  const models = resolve(shared, 'models')
  if (!['lfw', 'rmfvd/labels.csv', 'rmfrd/labels.csv'].every((path) => existsSync(resolve(data, path)))) return null
  const photos: LabelledPhoto[] = []
  const folders = readdirSync(resolve(data, 'lfw'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
  for (const person of folders.map(({ name }) => name).sort()) {
    for (const name of readdirSync(resolve(data, 'lfw', person)).sort()) {
      const file = `${person}/${name}`
      photos.push({ set: 'lfw', file, path: resolve(data, 'lfw', file), person, masked: false })
    }
  }
  for (const set of ['rmfvd', 'rmfrd'] as const) {
    const lines = readFileSync(resolve(data, set, 'labels.csv'), 'utf8')
      .trim()
      .split(/\r?\n/)
      .slice(1)
    for (const line of lines) {
      const [file, identity, masked] = line.split(',') as [string, string, string]
      const person = set === 'rmfvd' ? identity.split('_')[2]! : identity
      photos.push({ set, file, path: resolve(data, set, file), person, masked: masked === '1' })
    }
  }
  return { models, photos }
}

/** The half of a person by the name alone, as in the network's training and in the fit of the colour rule. */
export function halfOf(person: string): 'development' | 'test' {
  return createHash('sha256').update(person).digest()[0]! % 2 === 0 ? 'development' : 'test'
}
