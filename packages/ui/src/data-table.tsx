import { type ReactNode, useId } from 'react'
import { classNames } from './class-names.ts'

export interface Column<Row> {
  key: string
  header: ReactNode
  /** A shorter header to be read out with each cell. */
  abbr?: string
  cell: (row: Row) => ReactNode
  /** Numbers stand on the right; default left. */
  align?: 'left' | 'right'
  /** Neighbouring columns with the same group share a heading above theirs. */
  group?: { key: string; header: ReactNode }
  /** The column that names the row; at most one. It stays in view while the others scroll. */
  names?: boolean
  /** More classes of the column's cells, such as a width or `max-sm:hidden`. */
  className?: string
}

export interface DataTableProps<Row> {
  /** Read out, and shown above when `captionShown`. */
  caption: ReactNode
  captionShown?: boolean
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
}

/** A table that scrolls sideways inside its frame, also with the keyboard. */
export function DataTable<Row>({ caption, captionShown = false, columns, rows, rowKey }: DataTableProps<Row>) {
  const captionId = useId()
  const groups = columnGroups(columns)
  return (
    <TableFrame labelledBy={captionId}>
      <table className="w-full border-separate border-spacing-0 text-sm">
        <caption
          id={captionId}
          className={captionShown ? 'border-b border-line text-left text-xs text-ink-soft' : 'sr-only'}
        >
          {captionShown ? (
            <span className="sticky left-0 block w-fit max-w-[calc(100vw-3rem)] px-2.5 py-2">{caption}</span>
          ) : (
            caption
          )}
        </caption>
        <thead className="text-xs text-ink-soft">
          {groups === null ? null : (
            <tr>
              {groups.map(({ key, span, header, first, afterGroup }) =>
                header === null ? (
                  <td
                    key={key}
                    colSpan={span}
                    className={classNames('border-line', first ? stickyClass : afterGroup && 'border-l')}
                  />
                ) : (
                  <th key={key} scope="colgroup" colSpan={span} className={classNames(groupClass, 'align-bottom')}>
                    {header}
                  </th>
                ),
              )}
            </tr>
          )}
          <tr>
            {columns.map((column, index) => (
              <th
                key={column.key}
                scope="col"
                abbr={column.abbr}
                className={classNames(
                  'border-b border-line px-2.5 py-2 align-bottom font-medium whitespace-nowrap',
                  column.align === 'right' ? 'text-right' : 'text-left',
                  column.names && stickyClass,
                  changesGroup(columns, index) && 'border-l',
                  column.className,
                )}
              >
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="[&>tr:last-child>*]:border-b-0">
          {rows.map((row) => (
            <tr key={rowKey(row)} className="group hover:bg-hover">
              {columns.map((column, index) => {
                const className = classNames(
                  'border-b border-line px-2.5 py-2 align-top',
                  column.align === 'right' && 'text-right whitespace-nowrap tabular-nums',
                  column.names && classNames(stickyClass, 'group-hover:bg-hover'),
                  changesGroup(columns, index) && 'border-l',
                  column.className,
                )
                return column.names ? (
                  <th key={column.key} scope="row" className={classNames('text-left font-medium', className)}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.key} className={className}>
                    {column.cell(row)}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  )
}

const stickyClass = 'sticky left-0 z-10 bg-surface'
const groupClass = 'border-l border-line px-2.5 pt-2 text-left font-medium whitespace-nowrap'

/** A focusable frame: without a tab stop, nobody could scroll a wide table with the keyboard. */
function TableFrame({ labelledBy, children }: { labelledBy: string; children: ReactNode }) {
  return (
    <section
      aria-labelledby={labelledBy}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region needs a tab stop (WCAG 2.1.1)
      tabIndex={0}
      className="scroll-frame relative overflow-x-auto rounded-lg border border-line"
    >
      {children}
    </section>
  )
}

/** Whether a line stands before the column: a group begins or has just ended. */
function changesGroup<Row>(columns: readonly Column<Row>[], index: number): boolean {
  return index > 0 && columns[index]?.group?.key !== columns[index - 1]?.group?.key
}

function columnGroups<Row>(columns: readonly Column<Row>[]) {
  if (columns.every((column) => column.group === undefined)) return null
  const groups: { key: string; span: number; header: ReactNode; first: boolean; afterGroup: boolean }[] = []
  for (const [index, column] of columns.entries()) {
    const last = groups.at(-1)
    const key = column.group?.key ?? `none-${index === 0 ? 'first' : index}`
    if (last !== undefined && last.key === key) last.span++
    else
      groups.push({
        key,
        span: 1,
        header: column.group?.header ?? null,
        first: index === 0,
        afterGroup: last !== undefined && last.header !== null,
      })
  }
  return groups
}
