import {
  cmcFigure,
  detFigure,
  type FigureSpec,
  openSetFigure,
  rocFigure,
  type SettingCurve,
  type SettingHistogram,
  scoreDistributionFigure,
  settingDifferencesFigure,
  thresholdRatesFigure,
} from '@maskmirror/plots'
import type { RunResult } from './result.ts'

/** The figures of a run's page, report and exports; null where the result lacks what one shows. */
export interface RunFigures {
  readonly det: FigureSpec
  readonly roc: FigureSpec
  readonly distributions: FigureSpec
  readonly rates: FigureSpec
  /** Null without bootstrap. */
  readonly differences: FigureSpec | null
  /** Null without identification. */
  readonly cmc: FigureSpec | null
  /** Null without probes of people who are not in the gallery. */
  readonly openSet: FigureSpec | null
}

/** What figures are drawn from: a run's result, or what score files say. */
export interface FigureSource extends Pick<RunResult, 'table' | 'identification'> {
  readonly curves: readonly SettingCurve[]
  readonly histograms: readonly SettingHistogram[]
}

/** Null when no setting has scores of both classes, so that there is nothing to draw. */
export function runFigures({ curves, histograms, table, identification }: FigureSource): RunFigures | null {
  if (curves.length === 0 || histograms.length === 0) return null
  return {
    det: detFigure({ curves, table }),
    roc: rocFigure({ curves, table }),
    distributions: scoreDistributionFigure({ histograms, table }),
    rates: thresholdRatesFigure({ curves, table }),
    differences: settingDifferencesFigure(table.differences),
    cmc: identification === null ? null : rankFigure(identification),
    openSet: identification === null ? null : strangersFigure(identification),
  }
}

/** What figures of identification are drawn from. */
interface IdentifiedSettings {
  readonly settings: readonly Pick<
    NonNullable<RunResult['identification']>['settings'][number],
    'setting' | 'gallery' | 'scored'
  >[]
}

/** Null when no setting has a probe with a mate. */
export function rankFigure({ settings }: IdentifiedSettings): FigureSpec | null {
  const curves = settings.flatMap(({ setting, scored }) => (scored.cmc === null ? [] : [{ setting, ...scored.cmc }]))
  if (curves.length === 0) return null
  return cmcFigure({ curves, title: `Cumulative match characteristic, ${galleryText(settings)}` })
}

/** Null when no setting has probes with and without mate. */
export function strangersFigure({ settings }: IdentifiedSettings): FigureSpec | null {
  const known = settings.flatMap(({ setting, scored: { openSet } }) => (openSet === null ? [] : [{ setting, openSet }]))
  if (known.length === 0) return null
  return openSetFigure({ settings: known, title: `Open-set identification, ${galleryText(settings)}` })
}

function galleryText(settings: IdentifiedSettings['settings']): string {
  const sizes = [...new Set(settings.map(({ gallery }) => gallery.people))]
  return `gallery of ${sizes.length === 1 ? sizes[0] : `${Math.min(...sizes)} to ${Math.max(...sizes)}`} people`
}
