import { createRng } from '@maskmirror/core'
import { compareSettings, prepareScores } from '@maskmirror/evaluation'

const rng = createRng('plots')
const settings = [
  { setting: 'umr-ump', genuineMean: 0.5 },
  { setting: 'umr-mp', genuineMean: 0.35 },
  { setting: 'mirror:type-colour', genuineMean: 0.42 },
] as const

const drawn = settings.map(({ setting, genuineMean }) => ({
  setting,
  genuine: Array.from({ length: 400 }, () => rng.normal(genuineMean, 0.14)),
  impostor: Array.from({ length: 2000 }, () => rng.normal(0.05, 0.1)),
}))

/** Normal deviates of three settings: 400 genuine and 2,000 impostor scores each. */
export const exampleScores = drawn.map(({ setting, genuine, impostor }) => ({
  setting,
  scores: prepareScores({ genuine, impostor }),
}))

/** Their comparison table. */
export const exampleTable = compareSettings({
  settings: drawn.map(({ setting, genuine, impostor }) => ({
    setting,
    comparisons: [...genuine, ...impostor].map((score, pairIndex) => ({
      pairIndex,
      genuine: pairIndex < genuine.length,
      outcome: { ok: true as const, score },
    })),
  })),
})
