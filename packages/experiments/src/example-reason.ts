import type { Example } from './result.ts'

/** Why a pair is shown, for people. */
export const exampleReasons: Readonly<Record<Example['why'], string>> = {
  'genuine-harmed-most': 'Same person, harmed most by the mask',
  'genuine-helped-most': 'Same person, helped most by the mirror',
  'impostor-raised-most': 'Different people, raised most by the mirror',
  'typical-genuine': 'Same person, score near the median',
  'typical-impostor': 'Different people, score near the median',
}
