import { heNormal, lecunNormal, type ParameterSpec } from './parameter.ts'

/** Numbers for which nothing says that they should differ at first. */
function same(name: string, size: number, value: number, kind: ParameterSpec['kind'] = 'trained'): ParameterSpec {
  return { name, shape: [size], initialiser: { kind: 'constant', value }, kind, decays: false }
}

export function convolutionParameters(
  name: string,
  channels: number,
  filters: number,
  kernel: number,
  bias: boolean,
): ParameterSpec[] {
  const weight: ParameterSpec = {
    name: `${name}.weight`,
    shape: [kernel, kernel, channels, filters],
    // by what leaves, as residual networks do it
    initialiser: heNormal(kernel * kernel * filters),
    kind: 'trained',
    decays: true,
  }
  return bias ? [weight, same(`${name}.bias`, filters, 0)] : [weight]
}

export function depthwiseParameters(name: string, channels: number, kernel: number, bias: boolean): ParameterSpec[] {
  const weight: ParameterSpec = {
    name: `${name}.weight`,
    shape: [kernel, kernel, channels, 1],
    initialiser: heNormal(kernel * kernel),
    kind: 'trained',
    decays: true,
  }
  return bias ? [weight, same(`${name}.bias`, channels, 0)] : [weight]
}

export function batchNormParameters(name: string, channels: number, scale: boolean): ParameterSpec[] {
  return [
    ...(scale ? [same(`${name}.weight`, channels, 1)] : []),
    same(`${name}.bias`, channels, 0),
    same(`${name}.mean`, channels, 0, 'statistics'),
    same(`${name}.variance`, channels, 1, 'statistics'),
  ]
}

export function layerNormParameters(name: string, channels: number): ParameterSpec[] {
  return [same(`${name}.weight`, channels, 1), same(`${name}.bias`, channels, 0)]
}

export function preluParameters(name: string, channels: number): ParameterSpec[] {
  return [same(`${name}.slope`, channels, 0.25)] // He et al., ICCV 2015
}

export function denseParameters(name: string, inputs: number, units: number, bias: boolean): ParameterSpec[] {
  const weight: ParameterSpec = {
    name: `${name}.weight`,
    shape: [inputs, units],
    initialiser: lecunNormal(inputs),
    kind: 'trained',
    decays: true,
  }
  return bias ? [weight, same(`${name}.bias`, units, 0)] : [weight]
}

export function positionParameters(name: string, positions: number, channels: number): ParameterSpec[] {
  return [
    {
      name: `${name}.weight`,
      shape: [positions, channels],
      initialiser: { kind: 'normal', standardDeviation: 0.02 }, // as vision transformers begin
      kind: 'trained',
      decays: false,
    },
  ]
}

/** Queries, keys and values in one matrix, and the way out. */
export function attentionParameters(name: string, channels: number): ParameterSpec[] {
  return [
    ...denseParameters(`${name}.qkv`, channels, 3 * channels, true),
    ...denseParameters(`${name}.out`, channels, channels, true),
  ]
}
