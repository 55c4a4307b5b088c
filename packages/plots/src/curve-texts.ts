import type { SettingCurve } from './curve-series.ts'
import type { CurveSeries } from './figure-spec.ts'
import { percentText } from './percent-text.ts'
import { PlotsError } from './plots-error.ts'

export function requireCurves(curves: readonly SettingCurve[]): void {
  if (curves.length > 0) return
  throw new PlotsError({
    code: 'figure-empty',
    message: 'Expected the curve of at least one setting but received 0 curves',
  })
}

/** How to read the lines and marks. */
export function curveCaption(errors: string, series: readonly CurveSeries[]): string {
  const sentences = [`Solid where at least 30 ${errors} support the line, dashed from 3, not drawn below.`]
  if (series.some(({ zeros }) => zeros.length > 0)) {
    sentences.push(
      'Crossed marks at the border: a rate of 0 in this sample, which does not mean that the true rate is 0.',
    )
  }
  if (series.some(({ frozen }) => frozen.length > 0)) {
    sentences.push(
      'Filled mark T100, open mark T1000: each setting at the threshold fixed on UMR-UMP at FMR 1 % and 0.1 %.',
    )
  }
  if (series.some(({ band }) => band.length > 0)) {
    sentences.push('Shaded: where the false non-match rate lies at each false match rate with 95 % confidence.')
  }
  const bare = series.filter(({ segments }) => segments.length === 0).map(({ label }) => label)
  if (bare.length > 0) sentences.push(`No line for ${bare.join(', ')}: too few errors.`)
  sentences.push('A comparison is accepted when its score is at or above the threshold.')
  return sentences.join(' ')
}

/** The figure in words: how many comparisons, and the rates at the frozen thresholds. */
export function curveDescription(what: string, series: readonly CurveSeries[]): string {
  const settings = series.map(({ label, genuineCount, impostorCount, frozen }) => {
    const points = frozen.map(
      ({ name, fmr, fnmr }) => `, at ${name} FMR ${percentText(fmr)} % and FNMR ${percentText(fnmr)} %`,
    )
    return `${label}: ${genuineCount} genuine and ${impostorCount} impostor comparisons${points.join('')}`
  })
  return `${what}. ${settings.join('. ')}.`
}
