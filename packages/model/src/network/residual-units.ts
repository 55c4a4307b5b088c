import type { Layers } from '#layers/layers.ts'

/** Builds one unit of a stage. @param channels of the input */
export type ResidualUnit = <Value>(
  layers: Layers<Value>,
  x: Value,
  name: string,
  options: { readonly channels: number; readonly filters: number; readonly stride: number },
) => Value

/** Unit of ArcFace's networks: normalised first, PReLU between, the stride in the second convolution (Deng et al., CVPR 2019). */
export const improvedUnit: ResidualUnit = (layers, x, name, { channels, filters, stride }) => {
  let y = layers.batchNorm(x, `${name}.norm1`)
  y = layers.convolution(y, `${name}.convolution1`, { filters, kernel: 3 })
  y = layers.prelu(layers.batchNorm(y, `${name}.norm2`), `${name}.prelu`)
  y = layers.convolution(y, `${name}.convolution2`, { filters, kernel: 3, stride })
  y = layers.batchNorm(y, `${name}.norm3`)
  return layers.add(y, shortcut(layers, x, name, { channels, filters, stride }))
}

/** Unit of ResNet-18 (He et al., CVPR 2016). */
export const basicUnit: ResidualUnit = (layers, x, name, { channels, filters, stride }) => {
  let y = layers.convolution(x, `${name}.convolution1`, { filters, kernel: 3, stride })
  y = layers.relu(layers.batchNorm(y, `${name}.norm1`))
  y = layers.batchNorm(layers.convolution(y, `${name}.convolution2`, { filters, kernel: 3 }), `${name}.norm2`)
  return layers.relu(layers.add(y, shortcut(layers, x, name, { channels, filters, stride })))
}

/** Unit of ResNet-50; the stride is in the 3×3 convolution, as usual today. @param filters of what leaves: four times the middle's */
export const bottleneckUnit: ResidualUnit = (layers, x, name, { channels, filters, stride }) => {
  const middle = filters / 4
  let y = layers.convolution(x, `${name}.convolution1`, { filters: middle, kernel: 1 })
  y = layers.relu(layers.batchNorm(y, `${name}.norm1`))
  y = layers.convolution(y, `${name}.convolution2`, { filters: middle, kernel: 3, stride })
  y = layers.relu(layers.batchNorm(y, `${name}.norm2`))
  y = layers.batchNorm(layers.convolution(y, `${name}.convolution3`, { filters, kernel: 1 }), `${name}.norm3`)
  return layers.relu(layers.add(y, shortcut(layers, x, name, { channels, filters, stride })))
}

function shortcut<Value>(
  layers: Layers<Value>,
  x: Value,
  name: string,
  { channels, filters, stride }: Parameters<ResidualUnit>[3],
): Value {
  if (stride === 1 && channels === filters) return x
  const projected = layers.convolution(x, `${name}.shortcut`, { filters, kernel: 1, stride })
  return layers.batchNorm(projected, `${name}.shortcut.norm`)
}
