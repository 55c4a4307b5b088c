/** Text that is safe inside an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/**
 * A table with a caption; the first column holds row headers. Columns with words stand on the left, those of numbers (and of `n/s`,
 * a number that is not supported) on the right.
 *
 * @param rows each as long as `columns`; plain text
 */
export function htmlTable(caption: string, columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const side = columns.map((_, c) =>
    rows.some((row) => /^[a-z]/i.test(row[c] ?? '') && !row[c]!.startsWith('n/s')) ? ' class="words"' : '',
  )
  const head = columns.map((column, c) => `<th scope="col"${side[c]}>${escapeHtml(column)}</th>`).join('')
  const body = rows
    .map(([first = '', ...others]) => {
      const cells = others.map((cell, i) => `<td${side[i + 1]}>${escapeHtml(cell)}</td>`).join('')
      return `<tr><th scope="row">${escapeHtml(first)}</th>${cells}</tr>`
    })
    .join('\n')
  return `<div class="wide"><table><caption>${escapeHtml(caption)}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`
}
