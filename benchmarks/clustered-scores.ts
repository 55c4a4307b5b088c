import type { Rng } from '@maskmirror/core'
import { probit } from '@maskmirror/evaluation'
import type { BootstrapInput } from '@maskmirror/evaluation/bootstrap'

/** A made population of scores, all normal; what people bring with them is shared by all of their pairs. */
export interface Population {
  readonly name: string
  readonly people: number
  /** Pictures a person, all compared with all; or so many pairs drawn at random. */
  readonly pairs: { readonly pictures: number } | { readonly genuine: number; readonly impostor: number }
  /** Standard deviations; impostor scores have mean 0. `person` enters an impostor score once for each of the two. */
  readonly genuine: { readonly mean: number; readonly person: number; readonly pair: number }
  readonly impostor: { readonly person: number; readonly couple: number; readonly pair: number }
}

/** How a second system differs: its genuine scores are lower, and what people, couples and pairs bring is correlated. */
export const secondSystem = { lowerBy: 0.25, correlation: 0.8 }

/** One draw of pairs and of the scores of both systems. */
export interface Draw extends Pick<BootstrapInput, 'genuine' | 'reference' | 'probe'> {
  readonly first: Float64Array
  readonly second: Float64Array
}

export function drawScores({ people, pairs, genuine, impostor }: Population, rng: Rng): Draw {
  const correlated = (deviation: number): readonly [number, number] => {
    const { correlation } = secondSystem
    const first = rng.normal()
    const second = correlation * first + Math.sqrt(1 - correlation ** 2) * rng.normal()
    return [deviation * first, deviation * second]
  }
  const effects = Array.from({ length: people }, () => ({
    genuine: correlated(genuine.person),
    impostor: correlated(impostor.person),
  }))
  const couples = new Map<number, readonly [number, number]>()
  const ofCouple = (a: number, b: number) => {
    const key = Math.min(a, b) * people + Math.max(a, b)
    const known = couples.get(key) ?? correlated(impostor.couple)
    couples.set(key, known)
    return known
  }
  const list = 'pictures' in pairs ? allPairs(people, pairs.pictures) : randomPairs(people, pairs, rng)
  const scores = [new Float64Array(list.length), new Float64Array(list.length)] as const
  for (const [i, [a, b]] of list.entries()) {
    const chance = correlated(a === b ? genuine.pair : impostor.pair)
    const shared = a === b ? null : ofCouple(a, b)
    for (const system of [0, 1] as const) {
      scores[system][i] =
        chance[system] +
        (shared === null
          ? genuine.mean - system * secondSystem.lowerBy + effects[a]!.genuine[system]
          : effects[a]!.impostor[system] + effects[b]!.impostor[system] + shared[system])
    }
  }
  return {
    genuine: Uint8Array.from(list, ([a, b]) => Number(a === b)),
    reference: Int32Array.from(list, ([a]) => a),
    probe: Int32Array.from(list, ([, b]) => b),
    first: scores[0],
    second: scores[1],
  }
}

function allPairs(people: number, pictures: number): (readonly [number, number])[] {
  const list: [number, number][] = []
  for (let i = 0; i < people * pictures; i++) {
    for (let j = 0; j < i; j++) list.push([Math.floor(i / pictures), Math.floor(j / pictures)])
  }
  return list
}

function randomPairs(
  people: number,
  counts: { genuine: number; impostor: number },
  rng: Rng,
): (readonly [number, number])[] {
  const genuine = Array.from({ length: counts.genuine }, () => {
    const person = rng.int(people)
    return [person, person] as const
  })
  const impostor = Array.from({ length: counts.impostor }, () => {
    const person = rng.int(people)
    return [person, (person + 1 + rng.int(people - 1)) % people] as const
  })
  return [...genuine, ...impostor]
}

/** What a measure is in the whole population, by closed forms of the normal distribution. */
export interface PopulationRates {
  thresholdAtFmr(fmr: number): number
  fnmrAt(threshold: number): number
  readonly eer: number
  readonly auc: number
}

export function populationRates({ genuine, impostor }: Population, system: 0 | 1): PopulationRates {
  const mean = genuine.mean - system * secondSystem.lowerBy
  const ofGenuine = Math.hypot(genuine.person, genuine.pair)
  const ofImpostor = Math.hypot(impostor.person, impostor.person, impostor.couple, impostor.pair)
  return {
    thresholdAtFmr: (fmr) => -probit(fmr) * ofImpostor,
    fnmrAt: (threshold) => shareBelow((threshold - mean) / ofGenuine),
    eer: shareBelow(-mean / (ofGenuine + ofImpostor)),
    auc: shareBelow(mean / Math.hypot(ofGenuine, ofImpostor)),
  }
}

/** Share of the standard normal distribution below a deviate, by halving: `probit` is its inverse. */
function shareBelow(deviate: number): number {
  let low = 0
  let high = 1
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (probit(middle) < deviate) low = middle
    else high = middle
  }
  return (low + high) / 2
}
