import type { ComparisonTable } from '@maskmirror/evaluation'
import { Notice } from '@maskmirror/ui/notice'
import { nameOfSetting } from '#settings/setting-catalogue.ts'

type Warning = ComparisonTable['warnings'][number]

/** What the checks found, before any number: errors make numbers wrong, warnings make them less certain than they look. */
export function Warnings({ warnings }: { warnings: readonly Warning[] }) {
  const errors = warnings.filter(({ severity }) => severity === 'error')
  const others = warnings.filter(({ severity }) => severity === 'warning')
  return (
    <>
      {errors.length === 0 ? null : (
        <Notice tone="bad" title="These numbers are not what they say">
          <List warnings={errors} />
        </Notice>
      )}
      {others.length === 0 ? null : (
        <Notice tone="warn" title="Less certain than it looks">
          <List warnings={others} />
        </Notice>
      )}
    </>
  )
}

function List({ warnings }: { warnings: readonly Warning[] }) {
  return (
    <ul className="grid list-disc gap-1 pl-5">
      {warnings.map(({ code, setting, message }) => (
        <li key={`${code} ${setting} ${message}`}>
          {setting === null ? null : <span className="font-medium">{nameOfSetting(setting)}: </span>}
          {message}
        </li>
      ))}
    </ul>
  )
}
