import { createRng } from '@maskmirror/core'
import type { DevelopmentSet } from '../src/training/development-error.ts'
import type { FaceBatch, FaceSource } from '../src/training/face-batch.ts'

const side = 32
const classes = 4

/** Pictures that a small network tells apart at once: each person has a colour and a direction of stripes; masks are white. */
function picture(person: number, masked: boolean, seed: string): Float32Array {
  const rng = createRng(seed)
  const shift = rng.int(8)
  const values = new Float32Array(side * side * 3)
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const stripe = ((person % 2 === 0 ? x : y) + shift) % 8 < 4 ? 200 : 60
      for (let c = 0; c < 3; c++) {
        const bare = (c === person % 3 ? stripe : 90) + rng.uniform(-20, 20)
        values[(y * side + x) * 3 + c] = masked && y > side / 2 ? 235 : bare
      }
    }
  }
  return values
}

function joined(pictures: readonly Float32Array[]): Float32Array {
  const result = new Float32Array(pictures.length * side * side * 3)
  for (const [i, values] of pictures.entries()) result.set(values, i * values.length)
  return result
}

/** @param spoil passes whose pictures are no numbers */
export function stripedSource(batch: number, spoil: readonly number[] = []): FaceSource {
  return {
    classes,
    checksum: 'striped',
    batch: async (pass): Promise<FaceBatch> => {
      const labels = Array.from({ length: batch }, (_, i) => (pass + i) % classes)
      const draw = (masked: boolean) => joined(labels.map((person, i) => picture(person, masked, `${pass} ${i}`)))
      const unmasked = draw(false)
      if (spoil.includes(pass)) unmasked.fill(Number.NaN)
      const isMasked = [true, false]
      return {
        labels,
        unmasked,
        masked: draw(true),
        real: { isMasked, pictures: joined(isMasked.map((masked, i) => picture(i, masked, `real ${pass} ${i}`))) },
      }
    },
  }
}

export function stripedDevelopment(): DevelopmentSet {
  const people = [0, 0, 1, 1, 2, 2, 3, 3]
  const draw = (masked: boolean) => joined(people.map((person, i) => picture(person, masked, `development ${i}`)))
  return { people, unmasked: draw(false), masked: draw(true) }
}
