/** What the text of an element needs of the DOM: the browser's, or that of a small DOM in Node. */
interface MarkupElement {
  readonly localName: string
  readonly childNodes: ArrayLike<MarkupNode>
  getAttributeNames(): Iterable<string>
  getAttribute(name: string): string | null
}

type MarkupNode = { readonly nodeType: number; readonly textContent: string | null }

const elementNode = 1

/** An element as XML. Not its `outerHTML`: HTML lets stand in attributes what is no XML. */
export function svgText(element: MarkupElement): string {
  const attributes = Array.from(
    element.getAttributeNames(),
    (name) => ` ${name}="${escaped(element.getAttribute(name) ?? '').replaceAll('"', '&quot;')}"`,
  )
  const content = Array.from(element.childNodes, (node) =>
    node.nodeType === elementNode ? svgText(node as MarkupNode & MarkupElement) : escaped(node.textContent ?? ''),
  )
  const opening = `<${element.localName}${attributes.join('')}`
  return content.length === 0 ? `${opening} />` : `${opening}>${content.join('')}</${element.localName}>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
