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

/** Differences of three verdicts in two groups. */
export const exampleDifferences = [
  { group: 'FNMR at T100', label: 'UMR-UMP → UMR-MP', estimate: 0.08, low: 0.06, high: 0.1, adjustedP: 0.0004 },
  {
    group: 'FNMR at T100',
    label: 'UMR-MP → Mirror (flat)',
    estimate: -0.02,
    low: -0.04,
    high: -0.005,
    adjustedP: 0.02,
  },
  { group: 'FMR at T100', label: 'UMR-MP → Mirror (flat)', estimate: 0.01, low: -0.001, high: 0.02, adjustedP: 0.3 },
]
