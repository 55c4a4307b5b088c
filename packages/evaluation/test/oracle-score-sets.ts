import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { prepareScores } from '../src/index.ts'
import type { PreparedScores } from '../src/prepared-scores.ts'
import { oracles, readCsv, readFloat32Rows, readJson, readNumbers } from './shared-oracles.ts'

/** Scores of two classes with what other programs made of them; every set that the folder holds. */
export interface ScoreSet {
  readonly name: string
  readonly scores: PreparedScores
  /** By program; `bob.measure` is missing for some sets. */
  readonly expected: ReturnType<typeof readJson>
}

/** Empty where the folder is absent. */
export function oracleScoreSets(): ScoreSet[] {
  if (oracles === null) return []
  return [...tinySets(), ...gaussSets(), ...lfwSets(), ...pairedSets(), ...conditionSets()]
}

/** Names of the sets of a folder by the end of their expectation files. */
export function setsOf(folder: string, ending = '_expected.json'): string[] {
  if (oracles === null) return []
  return readdirSync(join(oracles, folder))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
}

function tinySets(): ScoreSet[] {
  const { sets } = readJson('a_tiny', 'expected.json')
  return setsOf('a_tiny', '.csv').map((name) => {
    const rows = readCsv('a_tiny', `${name}.csv`)
    // distances become similarities by their sign
    const sign = sets[name].sklearn_on_negated === undefined ? 1 : -1
    const scoresOf = (label: string) => rows.filter((row) => row[0] === label).map((row) => sign * Number(row[1]))
    return {
      name,
      scores: prepareScores({ genuine: scoresOf('1'), impostor: scoresOf('0') }),
      expected: sign === 1 ? sets[name] : ofSimilarities(sets[name]),
    }
  })
}

/** pyeer was given the distances, the other programs their negatives. */
function ofSimilarities(expected: ReturnType<typeof readJson>) {
  const { pyeer } = expected
  return {
    sklearn: expected.sklearn_on_negated,
    'bob.measure': expected['bob.measure_on_negated'],
    pyeer: {
      ...pyeer,
      gmean: -pyeer.gmean,
      imean: -pyeer.imean,
      eer_th: -pyeer.eer_th,
      curve: { ...pyeer.curve, thrs: pyeer.curve.thrs.map((threshold: number) => -threshold) },
    },
  }
}

function gaussSets(): ScoreSet[] {
  return setsOf('b_gauss').map((name) => ({
    name,
    scores: prepareScores({
      genuine: readNumbers('b_gauss', `${name}_genuine.txt`),
      impostor: readNumbers('b_gauss', `${name}_impostor.txt`),
    }),
    expected: readJson('b_gauss', `${name}_expected.json`),
  }))
}

/** Cosines of the pairs of embeddings. */
function lfwSets(): ScoreSet[] {
  return setsOf('d_lfw').map((name) => {
    const { similarities, genuine } = lfwPairs(name)
    const scoresOf = (which: boolean) => similarities.filter((_, i) => genuine[i] === which)
    return {
      name: `${name} cosines`,
      scores: prepareScores({ genuine: scoresOf(true), impostor: scoresOf(false) }),
      expected: readJson('d_lfw', `${name}_expected.json`).cosine_scores_all_pairs,
    }
  })
}

/** Rows 2k and 2k + 1 are pair k; they are not of unit length. */
export function lfwPairs(name: string): { similarities: number[]; distances: number[]; genuine: boolean[] } {
  const rows = readFloat32Rows('d_lfw', `${name}_embeddings_f32.npy`).map((row) => {
    const values = Float64Array.from(row)
    const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0))
    return values.map((value) => value / length)
  })
  const genuine = [...readNumbers('d_lfw', `${name}_issame.txt`)].map((same) => same === 1)
  const pairs = genuine.map((_, k) => [rows[2 * k]!, rows[2 * k + 1]!] as const)
  return {
    similarities: pairs.map(([a, b]) => a.reduce((sum, value, i) => sum + value * b[i]!, 0)),
    distances: pairs.map(([a, b]) => a.reduce((sum, value, i) => sum + (value - b[i]!) ** 2, 0)),
    genuine,
  }
}

/** Two systems on the same pairs. */
function pairedSets(): ScoreSet[] {
  const { sets } = readJson('f_paired', 'expected.json')
  return setsOf('f_paired', '_pairs.csv').flatMap((file) => {
    const rows = readCsv('f_paired', `${file}_pairs.csv`)
    const name = Object.keys(sets).find((key) => key === file || file.startsWith(`${key}_`))!
    return ['A', 'B'].map((system, column) => {
      const scoresOf = (label: string) => rows.filter((row) => row[2] === label).map((row) => Number(row[3 + column]))
      return {
        name: `${file} system ${system}`,
        scores: prepareScores({ genuine: scoresOf('1'), impostor: scoresOf('0') }),
        expected: sets[name][system],
      }
    })
  })
}

/** Four settings on the same pairs. */
function conditionSets(): ScoreSet[] {
  return setsOf('g_conditions').flatMap((name) => {
    const rows = readCsv('g_conditions', `${name}_pairs.csv`)
    const { per_condition } = readJson('g_conditions', `${name}_expected.json`)
    return ['umr_ump', 'umr_mp', 'mr_mp', 'mr_ump'].map((condition, column) => {
      const scoresOf = (label: string) => rows.filter((row) => row[1] === label).map((row) => Number(row[2 + column]))
      return {
        name: `${name} ${condition}`,
        scores: prepareScores({ genuine: scoresOf('1'), impostor: scoresOf('0') }),
        expected: per_condition[condition],
      }
    })
  })
}
