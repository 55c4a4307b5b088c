/** An import as written in a file of a workspace package. */
export interface WorkspaceImport {
  /** The importing package, without scope. */
  readonly from: string
  readonly file: string
  readonly specifier: string
}

/** From the bottom up: a package may import those before it in this list. */
const layers = [
  'core',
  'system',
  'evaluation',
  'imaging',
  'inference',
  'datasets',
  'faces',
  'mask-the-face',
  'mask-mirror',
  'model',
  'plots',
  'storage',
  'experiments',
  'api',
  'server',
  'cli',
]

/**
 * Outside of the stack: each imports only what is named, because it runs in the browser. A name with a slash allows that
 * subpath alone.
 */
const beside: Readonly<Record<string, readonly string[]>> = {
  ui: [],
  web: ['core', 'evaluation', 'faces/browser-safe', 'mask-the-face', 'plots', 'api', 'ui'],
}

/** Libraries with one importer. */
const gates: readonly { owner: string; library: RegExp }[] = [
  { owner: 'imaging', library: /^sharp(\/|$)/ },
  { owner: 'inference', library: /^onnxruntime-/ },
  { owner: 'model', library: /^@tensorflow\// },
  { owner: 'web', library: /^@mediapipe\// },
  { owner: 'storage', library: /^(drizzle-|@electric-sql\/|pg(-boss)?(\/|$)|postgres(\/|$))/ },
]

/** Packages whose sources run in a browser; their tests and configuration may use Node. */
const browserSafe = ['core', 'evaluation', 'plots', 'mask-the-face', 'mask-mirror', 'ui']

/** What such sources may not import, besides Node's modules: subpaths that reach a native library. */
const nodeOnly = ['@maskmirror/imaging/codec']

/** What breaks the layers, one sentence each; empty when all is well. */
export function forbiddenImports(imports: readonly WorkspaceImport[]): string[] {
  return imports.flatMap((entry) => {
    const reason = reasonAgainst(entry)
    return reason === null ? [] : [`${entry.file}: ${reason}`]
  })
}

function reasonAgainst({ from, file, specifier }: WorkspaceImport): string | null {
  if (!isKnown(from)) return noLayer(from)
  const gate = gates.find(({ library }) => library.test(specifier))
  if (gate !== undefined && gate.owner !== from) return `only ${gate.owner} may import ${specifier}`
  const isSource = /(^|\/)src\//.test(file) && !/\.test\.tsx?$/.test(file)
  const needsNode = specifier.startsWith('node:') || nodeOnly.includes(specifier)
  if (isSource && browserSafe.includes(from) && needsNode) {
    return `${from} is browser-safe and may not import ${specifier}`
  }
  const [subpath, target] = /^@maskmirror\/(([^/]+).*)/.exec(specifier)?.slice(1) ?? []
  if (target === undefined || target === from || target.endsWith('-config')) return null
  if (!isKnown(target)) return noLayer(target)
  const allowed = beside[from] ?? layers.slice(0, layers.indexOf(from))
  return allowed.some((name) => name === target || name === subpath) ? null : `${from} may not import ${target}`
}

function isKnown(name: string): boolean {
  return layers.includes(name) || name in beside
}

function noLayer(name: string): string {
  return `${name} has no layer: add it to test/layers.ts`
}

/** The specifiers that a source file imports, in order. */
export function importsOf(source: string): string[] {
  const form = /\b(?:from\s+|import\s+|import\s*\(\s*|require\s*\(\s*)(['"])([^'"\n]+)\1/g
  return [...source.matchAll(form)].map((match) => match[2]!)
}
