import { type TableWarning, tableWithCertainty } from '@maskmirror/evaluation'
import {
  bootstrapOfSets,
  countScoreSet,
  createListChecker,
  type ScoreSet,
  type ShownScores,
  tableOfCounts,
} from '@maskmirror/evaluation/score-sets'
import { type CertaintyOptions, estimateCertainty } from '../certainty/index.ts'
import { type GroupOptions, hasWanted, type ScoreGroup } from './evaluate-group.ts'

/** Comparisons that are shown at once (our choice). */
const pieceLength = 65_536

/**
 * Sets on one pair list that are too large for a table of everything: counted, without recalibration and shift, with the same checks
 * as a counted file and the same bootstrap as smaller sets. Memory grows by some hundred bytes a comparison.
 *
 * @param sets UMR-UMP first, where it is one of them
 */
export async function evaluateLargeGroup(
  sets: readonly ScoreSet[],
  { frozen: given, wanted, resamples, seed }: GroupOptions,
  context: CertaintyOptions,
): Promise<ScoreGroup> {
  const ofSets: Awaited<ReturnType<typeof countScoreSet>>[] = []
  let frozen = given
  for (const set of sets) {
    const { setting, people } = set
    const counted = await countScoreSet(
      setting,
      async function* () {
        yield* piecesOf(set)
      },
      {
        frozen: frozen ?? (setting === 'umr-ump' ? 'own' : null),
        wanted,
        people: people?.names.length ?? 0,
      },
    )
    ofSets.push(counted)
    const { fmr100, fmr1000 } = counted.result.scored.rates!
    if (frozen === null && setting === 'umr-ump' && fmr100.supported) {
      frozen = { fmr100: fmr100.threshold, fmr1000: fmr1000.supported ? fmr1000.threshold : null }
    }
  }
  const source = given ?? (sets[0]!.setting === 'umr-ump' ? 'own' : null)
  const table = {
    ...tableOfCounts(
      ofSets.map(({ result }) => result),
      source,
    ),
    warnings: checkSets(sets),
  }
  const thresholds = { fmr100: table.frozen.fmr100.threshold, fmr1000: table.frozen.fmr1000.threshold }
  const input = resamples === 0 ? null : bootstrapOfSets(sets, { frozen: thresholds, resamples, seed })
  const certainty = input === null ? null : await estimateCertainty(input, context)
  return {
    table: certainty === null ? table : tableWithCertainty(table, certainty),
    curves: ofSets.map(({ result: { setting }, curve }) => {
      const band = certainty?.settings.find(({ id }) => id === setting)?.scored.band
      return band === undefined ? { setting, curve } : { setting, curve, band }
    }),
    histograms: ofSets.map(({ result: { setting }, histogram }) => ({ setting, histogram })),
    points: hasWanted(wanted) ? ofSets.map(({ points }) => points) : [],
    evidence: null,
  }
}

/** Of the list that all sets share, and of the scores of each; errors first. */
function checkSets(sets: readonly ScoreSet[]): TableWarning[] {
  const all = sets.flatMap((set, i): TableWarning[] => {
    const checker = createListChecker()
    const { scores, genuine, people, pictures } = set
    checker.add({
      scores,
      genuine,
      referencePerson: people?.reference ?? null,
      probePerson: people?.probe ?? null,
      reference: pictures.reference,
      probe: pictures.probe,
    })
    const ofList = i > 0 ? [] : checker.ofList(people?.names ?? [])
    return [
      ...ofList.map((finding) => ({ setting: null, ...finding })),
      ...checker.ofScores().map((finding) => ({ setting: set.setting, ...finding })),
    ]
  })
  return all.sort((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'))
}

function* piecesOf({ scores, genuine, people }: ScoreSet): Generator<ShownScores> {
  for (let from = 0; from < scores.length; from += pieceLength) {
    const piece = <Values extends { subarray(from: number, to: number): Values }>(values: Values) =>
      values.subarray(from, from + pieceLength)
    yield {
      scores: piece(scores),
      genuine: piece(genuine),
      people: people === null ? null : { reference: piece(people.reference!), probe: piece(people.probe!) },
    }
  }
}
