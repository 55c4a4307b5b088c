/** What is used of WebAssembly: TypeScript knows it only together with all of a browser. */
interface WebAssemblyParts {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object) => { readonly exports: unknown }
}

/**
 * Starts a WebAssembly module that imports nothing, with a memory of its own.
 *
 * @param base64 the bytes of a module that has a few kilobytes at most: it is compiled while the caller waits
 * @returns its exports, whose types the caller knows
 */
export function instantiateWasm<Exports>(base64: string): Exports {
  const { Module, Instance } = (globalThis as unknown as { WebAssembly: WebAssemblyParts }).WebAssembly
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
  return new Instance(new Module(bytes)).exports as Exports
}
