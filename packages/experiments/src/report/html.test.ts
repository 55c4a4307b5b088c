import { expect, test } from 'vitest'
import { escapeHtml, htmlTable } from './html.ts'

test('names of files cannot become markup', () => {
  expect(escapeHtml('<img src=x onerror="a">&')).toBe('&lt;img src=x onerror=&quot;a&quot;&gt;&amp;')
  expect(htmlTable('c', ['a', 'b'], [['<b>', '"']])).toContain('<th scope="row">&lt;b&gt;</th><td>&quot;</td>')
})
