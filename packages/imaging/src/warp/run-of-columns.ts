/** Columns `first` to `end - 1` of a row. */
export interface Run {
  first: number
  end: number
}

/** Keeps the rounding of a few additions of source coordinates away from a border; our choice, in pixels. */
const safety = 1e-6

/** Cuts a run, in place, to the columns x with `slope · x + offset >= safety`. */
export function clipRun(run: Run, slope: number, offset: number): void {
  const rest = safety - offset
  if (slope > 0) run.first = Math.min(run.end, Math.max(run.first, Math.ceil(rest / slope)))
  else if (slope < 0) run.end = Math.max(run.first, Math.min(run.end, Math.floor(rest / slope) + 1))
  else if (!(rest <= 0)) run.end = run.first
}
