import { concatenate } from '@maskmirror/core'

/** What `numpy.save` writes for a dictionary of float32 arrays: a pickle of protocol 3 behind a header. */
export function writeNpyDictionary(
  arrays: ReadonlyMap<string, { readonly shape: readonly number[]; readonly values: Float32Array }>,
): Uint8Array {
  const text = (value: string) => new TextEncoder().encode(value)
  const u32 = (value: number) => new Uint8Array(Uint32Array.of(value).buffer)
  const unicode = (value: string) => [Uint8Array.of(0x58), u32(text(value).length), text(value)]
  const name = (module: string, of: string) => [text(`c${module}\n${of}\n`)]
  const bytes = (value: Uint8Array) => [Uint8Array.of(0x42), u32(value.length), value]
  const integers = (values: readonly number[]) => [
    text('('),
    ...values.flatMap((value) => [text('J'), u32(value)]),
    text('t'),
  ]
  /** An array is made empty and told afterwards what it holds. */
  const array = (shape: readonly number[], type: string, content: readonly Uint8Array[]) => [
    ...name('numpy.core.multiarray', '_reconstruct'),
    ...[text('('), ...name('numpy', 'ndarray'), ...integers([0]), ...bytes(text('b')), text('tR')],
    ...[text('(K\x01'), ...integers(shape)],
    ...[...name('numpy', 'dtype'), text('('), ...unicode(type), text('K\0K\x01tR')],
    ...[text('(K\x03'), ...unicode('<'), text('NNN'), text('J'), u32(-1), text('J'), u32(-1), text('K\0tb')],
    ...[Uint8Array.of(0x89), ...content, text('tb')],
  ]
  const items = [...arrays].flatMap(([key, { shape, values }]) => [
    ...unicode(key),
    ...array(shape, 'f4', bytes(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))),
  ])
  const pickle = [...[Uint8Array.of(0x80, 3)], ...array([], 'O8', [text(']}('), ...items, text('ua')]), text('.')]
  const header = text("{'descr': '|O', 'fortran_order': False, 'shape': (), }\n".padStart(118))
  const magic = Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length, 0)
  return concatenate(Uint8Array, [magic, header, ...pickle])
}
