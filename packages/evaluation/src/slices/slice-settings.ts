import type { PairPeople, SettingComparisons } from '#comparison.ts'
import { type FrozenThresholds, scoreMeasures } from '#error-rate-measures.ts'
import { EvaluationError } from '#evaluation-error.ts'
import { pairClusters } from '#pair-clusters.ts'
import { scoresWhere, settingScores } from '#setting-scores.ts'
import type { PairAttribute } from './pair-attribute.ts'
import { type PairSlice, slicePairs, sliceRule } from './slice-pairs.ts'
import { type AttributeSlices, type Slice, type SliceMeasures, smallBelow } from './slice-table.ts'

/**
 * Measures every setting on the pairs of every slice of every attribute. The thresholds stay those of the whole list, so that a
 * slice shows what one operating threshold does to it.
 *
 * @param input.settings as for `compareSettings`: each with every pair of one list
 * @param input.people who is on pair i
 * @param input.frozen thresholds of the whole list, null where it has none
 * @param input.attributes each with a value for every pair
 * @throws EvaluationError `attribute-unusable` or `score-not-finite`
 */
export function sliceSettings(input: {
  settings: readonly SettingComparisons[]
  people: readonly PairPeople[]
  frozen: FrozenThresholds
  attributes: readonly PairAttribute[]
}): AttributeSlices[] {
  const { people, frozen, attributes } = input
  const isGenuine = people.map(({ reference, probe }) => reference === probe)
  const settings = input.settings.map((one) => ({ setting: one.setting, all: settingScores(one) }))
  const measure = ({ label, range, pairIndices }: PairSlice): Slice => {
    // numbered within the slice, so that its sums are no longer than it is; -1 outside of it
    const position = new Int32Array(people.length).fill(-1)
    for (const [i, pair] of pairIndices.entries()) position[pair] = i
    const clusters = pairClusters(pairIndices.map((pair) => people[pair]!))
    const genuine = pairIndices.filter((pair) => isGenuine[pair]!).length
    const pairs = { genuine, impostor: pairIndices.length - genuine }
    const small =
      pairs.genuine < smallBelow.genuine ||
      pairs.impostor < smallBelow.impostor ||
      clusters.personCount < smallBelow.people
    return {
      label,
      range,
      pairs,
      people: clusters.personCount,
      small,
      settings: settings.map(({ setting, all }): SliceMeasures => {
        const within = scoresWhere(all, (pair) => position[pair]! >= 0)
        const renumbered = (scores: { scores: readonly number[]; pairIndices: readonly number[] }) => ({
          scores: scores.scores,
          pairIndices: scores.pairIndices.map((pair) => position[pair]!),
        })
        const scores = {
          genuine: renumbered(within.genuine),
          impostor: renumbered(within.impostor),
          failed: { genuine: [], impostor: [] },
        }
        const { rates, genuine, impostor, dPrime, auc } = scoreMeasures(scores, { frozen, clusters })
        return {
          setting,
          failed: { genuine: within.failed.genuine.length, impostor: within.failed.impostor.length },
          genuine,
          impostor,
          dPrime,
          auc,
          rates:
            rates === null
              ? null
              : {
                  equalErrorRate: rates.equalErrorRate,
                  fmr100: rates.fmr100,
                  frozenFmr100: rates.frozenFmr100,
                  frozenFmr1000: rates.frozenFmr1000,
                },
        }
      }),
    }
  }
  return attributes.map((attribute) => {
    if (attribute.values.length !== people.length) {
      throw new EvaluationError({
        code: 'attribute-unusable',
        message: `Expected ${attribute.name} to have a value or null for each of ${people.length} pairs but received ${attribute.values.length}`,
        details: { name: attribute.name, length: attribute.values.length },
      })
    }
    return {
      name: attribute.name,
      label: attribute.label,
      unit: attribute.kind === 'number' ? attribute.unit : '',
      rule: sliceRule(attribute),
      slices: slicePairs(attribute).map(measure),
    }
  })
}
