import { settingStyles } from '@maskmirror/plots'
import { nameOfSetting } from '#settings/setting-catalogue.ts'

/** The name of a setting behind the colour that figures give it. */
export function SettingName({
  setting,
  among,
}: {
  setting: string
  /** All settings of the run: they decide on the colours of those without one of their own. */
  among: readonly { readonly setting: string }[]
}) {
  const style = settingStyles(among.map((one) => one.setting)).get(setting)
  return (
    <span className="flex items-center gap-2 whitespace-nowrap">
      <span aria-hidden="true" className="size-2.5 shrink-0 rounded-full" style={{ background: style?.colour }} />
      {nameOfSetting(setting)}
    </span>
  )
}
