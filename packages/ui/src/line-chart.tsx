import { classNames } from './class-names.ts'

export interface ChartLine {
  name: string
  points: readonly { x: number; y: number }[]
}

export interface LineChartProps {
  /** What is drawn, for a screen reader and above the drawing. */
  title: string
  lines: readonly ChartLine[]
  /** Right end of the axis; the left one is 0. */
  xMax: number
  xLabel: string
  /** A value as text, at the axis and in the legend. */
  formatY: (y: number) => string
  formatX: (x: number) => string
}

/** Units of the drawing; few, so that its texts can be read on a phone. */
const width = 460
const height = 230
const margin = { left: 60, right: 12, top: 10, bottom: 36 } as const

/** Told apart by their dashes too. */
const looks = [
  { stroke: 'stroke-accent', dash: undefined },
  { stroke: 'stroke-bad', dash: '6 3' },
  { stroke: 'stroke-good', dash: '2 3' },
  { stroke: 'stroke-warn', dash: '8 3 2 3' },
  { stroke: 'stroke-ink-soft', dash: '1 4' },
] as const

/** Lines over a common axis that begins at 0, with the newest value of each in the legend. */
export function LineChart({ title, lines, xMax, xLabel, formatX, formatY }: LineChartProps) {
  const values = lines.flatMap(({ points }) => points.map(({ y }) => y))
  const [low, high] = spanOf(values)
  const x = (value: number) => margin.left + (value / Math.max(1, xMax)) * (width - margin.left - margin.right)
  const y = (value: number) =>
    height - margin.bottom - ((value - low) / (high - low)) * (height - margin.top - margin.bottom)
  const ticks = Array.from({ length: 5 }, (_, i) => low + (i * (high - low)) / 4)
  return (
    <figure className="min-w-0 rounded-lg border border-line bg-surface px-4 py-3">
      <figcaption className="mb-1 text-sm font-semibold">{title}</figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title} className="h-auto w-full">
        {ticks.map((tick) => (
          <g key={tick}>
            <line x1={margin.left} x2={width - margin.right} y1={y(tick)} y2={y(tick)} className="stroke-line" />
            <text x={margin.left - 6} y={y(tick) + 4} textAnchor="end" className="fill-ink-soft text-[12px]">
              {formatY(tick)}
            </text>
          </g>
        ))}
        {[0, xMax / 2, xMax].map((tick, i) => (
          <text
            key={tick}
            x={x(tick)}
            y={height - margin.bottom + 15}
            textAnchor={i === 0 ? 'start' : i === 1 ? 'middle' : 'end'}
            className="fill-ink-soft text-[12px]"
          >
            {formatX(tick)}
          </text>
        ))}
        <text x={width / 2} y={height - 3} textAnchor="middle" className="fill-ink-soft text-[12px]">
          {xLabel}
        </text>
        {lines.map(({ name, points }, i) => {
          const { stroke, dash } = looks[i % looks.length]!
          return (
            <g key={name} className={classNames('fill-none', stroke)}>
              <polyline
                points={points.map((point) => `${x(point.x).toFixed(1)},${y(point.y).toFixed(1)}`).join(' ')}
                strokeWidth="1.75"
                strokeLinejoin="round"
                strokeDasharray={dash}
              />
              {points.length === 1 ? <circle cx={x(points[0]!.x)} cy={y(points[0]!.y)} r="2.5" /> : null}
            </g>
          )
        })}
      </svg>
      <ul className="mt-1 flex flex-wrap gap-x-5 gap-y-1 text-xs text-ink-soft">
        {lines.map(({ name, points }, i) => {
          const { stroke, dash } = looks[i % looks.length]!
          const newest = points.at(-1)
          return (
            <li key={name} className="flex items-center gap-1.5 tabular-nums">
              <svg className={classNames('h-2 w-6', stroke)} viewBox="0 0 24 8" aria-hidden="true">
                <line x1="0" x2="24" y1="4" y2="4" strokeWidth="2" strokeDasharray={dash} />
              </svg>
              {name}
              {newest === undefined ? null : <span className="font-medium text-ink">{formatY(newest.y)}</span>}
            </li>
          )
        })}
      </ul>
    </figure>
  )
}

/** With room for a line that does not move. */
function spanOf(values: readonly number[]): [low: number, high: number] {
  if (values.length === 0) return [0, 1]
  let [low, high] = [0, 0]
  for (const value of values) {
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  return high > low ? [low, high] : [low, low + 1]
}
