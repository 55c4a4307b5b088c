import { expect, test } from 'vitest'
import { escapeHtml, htmlTable } from './html.ts'

test('names of files cannot become markup', () => {
  expect(escapeHtml('<img src=x onerror="a">&')).toBe('&lt;img src=x onerror=&quot;a&quot;&gt;&amp;')
  expect(htmlTable('c', ['a', 'b'], [['<b>', '"']])).toContain('<th scope="row">&lt;b&gt;</th><td>&quot;</td>')
})

test('words stand on the left, numbers on the right', () => {
  const html = htmlTable(
    'c',
    ['setting', 'measure', 'rate'],
    [
      ['a', 'EER', '1.2'],
      ['b', 'FMR', 'n/s (>=3)'],
    ],
  )
  expect(html.match(/ class="words"/g)).toHaveLength(2 + 2) // both heads, and the cells of the measure
  expect(html).toContain('<td class="words">EER</td><td>1.2</td>')
})
