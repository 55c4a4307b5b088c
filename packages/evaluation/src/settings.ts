import { z } from 'zod'
import { EvaluationError } from './evaluation-error.ts'

/** The settings without treatment, reference first: unmasked reference (UMR) or masked reference (MR), unmasked probe (UMP) or masked probe (MP). */
export const plainSettings = ['umr-ump', 'umr-mp', 'mr-mp', 'mr-ump'] as const

export type PlainSetting = (typeof plainSettings)[number]

/** Unmasked reference, changed for the masked probe by a strategy that follows the colon. */
export type MirrorSetting = `mirror:${string}`

/** Scores that were made elsewhere, by whatever follows the colon: a system under its own name instead of a setting of ours. */
export type ScoreSystem = `system:${string}`

export type SettingId = PlainSetting | MirrorSetting | ScoreSystem

/** Strategies known unless a caller names others. */
export const defaultStrategies: readonly string[] = ['type-colour', 'flat']

/** What `mirror` without a strategy stands for. */
const defaultStrategy = 'type-colour'

export const SettingIdSchema = z.union([
  z.enum(plainSettings),
  z.templateLiteral(['mirror:', z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)]),
  z.templateLiteral(['system:', z.string().min(1)]),
])

/**
 * Settings from a comma-separated list, in its order, such as `umr-ump,umr-mp,mirror`. Letter case and blanks do not matter;
 * `mirror` alone is `mirror:type-colour`.
 *
 * @param options.strategies names allowed after `mirror:`; default `type-colour` and `flat`
 * @throws EvaluationError `settings-empty`, `setting-unknown` with the allowed values, `setting-duplicate`
 */
export function parseSettings(
  text: string,
  { strategies = defaultStrategies }: { strategies?: readonly string[] } = {},
): SettingId[] {
  const names = text.split(',').map((part) => part.trim().toLowerCase())
  const allowed = [...plainSettings, 'mirror', ...strategies.map((strategy) => `mirror:${strategy}`)].join(', ')
  if (names.every((name) => name === '')) {
    throw new EvaluationError({
      code: 'settings-empty',
      message: `Expected settings to be a comma-separated list of ${allowed} but received "${text}"`,
      details: { text },
    })
  }
  const settings: SettingId[] = []
  for (const name of names) {
    const setting = settingFrom(name, strategies)
    if (setting === null) {
      throw new EvaluationError({
        code: 'setting-unknown',
        message: `Expected settings from ${allowed} but received "${name}"`,
        details: { text, name },
      })
    }
    if (settings.includes(setting)) {
      throw new EvaluationError({
        code: 'setting-duplicate',
        message: `Expected each setting once but received "${setting}" twice in "${text}"`,
        details: { text, setting },
      })
    }
    settings.push(setting)
  }
  return settings
}

function settingFrom(name: string, strategies: readonly string[]): SettingId | null {
  const plain = plainSettings.find((setting) => setting === name)
  if (plain !== undefined) return plain
  const strategy =
    name === 'mirror' ? defaultStrategy : name.startsWith('mirror:') ? name.slice('mirror:'.length) : null
  return strategy !== null && strategies.includes(strategy) ? `mirror:${strategy}` : null
}

/** The strategy of a treated setting, null for a plain one. */
export function settingStrategy(setting: SettingId): string | null {
  return setting.startsWith('mirror:') ? setting.slice('mirror:'.length) : null
}

/** The name for people: `UMR-UMP`, `Mirror (type-colour)`; a system's own name. */
export function settingLabel(setting: SettingId): string {
  if (setting.startsWith('system:')) return setting.slice('system:'.length)
  const strategy = settingStrategy(setting)
  return strategy === null ? setting.toUpperCase() : `Mirror (${strategy})`
}
