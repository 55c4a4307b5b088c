/**
 * The smallest double above a finite value; 5e-324 above either zero.
 *
 * As an accept threshold it rejects the value itself and nothing that is larger.
 */
export function nextDouble(value: number): number {
  if (value === 0) return Number.MIN_VALUE
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, value)
  const bits = view.getBigInt64(0)
  view.setBigInt64(0, value > 0 ? bits + 1n : bits - 1n)
  return view.getFloat64(0)
}
