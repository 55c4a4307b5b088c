/** How a parameter begins. */
export type Initialiser =
  | { readonly kind: 'constant'; readonly value: number }
  /** Normal with mean 0. */
  | { readonly kind: 'normal'; readonly standardDeviation: number }

/** What a layer needs: a named array of numbers. */
export interface ParameterSpec {
  readonly name: string
  readonly shape: readonly number[]
  readonly initialiser: Initialiser
  /** `trained` by gradients; `statistics` are updated by batch normalisation. */
  readonly kind: 'trained' | 'statistics'
  /** Whether weight decay applies: to weights, not to biases, slopes and normalisation. */
  readonly decays: boolean
  /** Multiple of the learning rate; default 1. */
  readonly rate?: number
}

/** Normal with standard deviation √(2 / fan): keeps the spread through rectifiers (He et al., ICCV 2015). */
export function heNormal(fan: number): Initialiser {
  return { kind: 'normal', standardDeviation: Math.sqrt(2 / fan) }
}

/** Normal with standard deviation √(1 / fan), for what no rectifier follows. */
export function lecunNormal(fan: number): Initialiser {
  return { kind: 'normal', standardDeviation: Math.sqrt(1 / fan) }
}
