import type { Report } from '@maskmirror/evaluation'
import { DataTable } from '@maskmirror/ui/data-table'

/** The tables of a report with what explains them. */
export function ReportTables({ report }: { report: Report }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {report.sections.map(({ title, columns, rows }) => (
        <DataTable
          key={title}
          caption={title}
          captionShown
          columns={columns.map((header, index) => ({
            key: `${index} ${header}`,
            header,
            align: index === 0 ? ('left' as const) : ('right' as const),
            names: index === 0,
            className: index === 0 ? 'whitespace-nowrap' : '',
            cell: (row: { key: string; cells: readonly string[] }) => row.cells[index],
          }))}
          rows={rows.map((cells, index) => ({ key: `${index} ${cells[0]}`, cells }))}
          rowKey={({ key }) => key}
        />
      ))}
      {report.notes.length === 0 ? null : (
        <ul className="grid max-w-prose list-disc gap-1 pl-5 text-xs text-ink-soft">
          {report.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
