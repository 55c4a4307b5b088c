import type { SettingId } from '@maskmirror/evaluation'
import { detFigure, type FigureSpec, rocFigure } from '@maskmirror/plots'
import type { RunResult } from './result.ts'

/** The curves of one setting in two runs. */
export interface RunOverlay {
  readonly det: FigureSpec
  readonly roc: FigureSpec
}

/** A run in an overlay: its result, and how the legend names it. */
export interface OverlaidRun {
  readonly result: RunResult
  readonly label: string
}

/** Null when a run has no curve of the setting. */
export function runOverlay(a: OverlaidRun, b: OverlaidRun, setting: SettingId): RunOverlay | null {
  const curves = [
    { run: a, style: 'run-a' },
    { run: b, style: 'run-b' },
  ].flatMap(({ run: { result, label }, style }) => {
    const found = result.curves.find((one) => one.setting === setting)
    return found === undefined ? [] : [{ ...found, label, style, table: result.table }]
  })
  return curves.length < 2 ? null : { det: detFigure({ curves }), roc: rocFigure({ curves }) }
}
