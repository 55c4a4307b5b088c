import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { chromiumPath, keepScreenshot, openBrowser, openPage } from './browser.ts'
import { serve, whyNotServed } from './serve.ts'

const chromium = chromiumPath()
const skipped = whyNotServed(chromium)
const title = skipped === null ? 'the dashboard' : `the dashboard (skipped: ${skipped})`

/** An evaluation that a test has time for. */
const small = '/runs/new?maxGenuine=40&maxImpostor=100'

const runName = /\/runs\/demo-embedded-pure-[0-9a-f]{12}/

async function startFromForm(page: Page, url: string): Promise<void> {
  await page.goto(url + small)
  await page.getByRole('button', { name: 'Start the evaluation' }).click()
  await page.waitForURL(runName)
}

/** How far the page is wider than its window, pixels. */
const overflowPx = (page: Page) => page.evaluate('document.documentElement.scrollWidth - innerWidth')

describe.skipIf(skipped !== null)(title, { timeout: 480_000 }, () => {
  test('starts the demonstration with the keyboard, shows its progress, cancels and resumes it', async () => {
    await using server = await serve()
    await using browser = await openBrowser(chromium!)
    const { page, problems } = await openPage(browser)
    await page.goto(server.url)
    await page.getByText('No runs yet').waitFor()
    await keepScreenshot(page, 'overview-empty')

    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter') // the link that skips to the content
    const focused = () => page.evaluate('document.activeElement.textContent')
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('Run the demonstration')
    await page.keyboard.press('Enter')
    await page.waitForURL(runName)

    const bar = page.getByRole('progressbar', { name: 'Progress of this stage' })
    await page.getByText(/per second/).waitFor()
    const first = await bar.getAttribute('aria-valuenow')
    // live: the number moves without anybody asking
    await expect.poll(() => bar.getAttribute('aria-valuenow'), { timeout: 60_000 }).not.toBe(first)
    await keepScreenshot(page, 'run-progress')

    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByText('What was computed until then is kept').waitFor()
    await keepScreenshot(page, 'run-cancelled')
    await page.getByRole('button', { name: 'Resume' }).click()
    await page.getByText(/per second|Measuring/).waitFor()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByText('What was computed until then is kept').waitFor()

    await page.getByRole('button', { name: 'Delete' }).click()
    await page.getByRole('button', { name: 'Delete the run' }).click()
    await page.getByText('No runs yet').waitFor()
    expect(problems).toEqual([])
  })

  test('shows table, figures and example pairs of a finished run, in light and dark and on a small screen', async () => {
    await using server = await serve()
    await using browser = await openBrowser(chromium!)
    const { page, problems } = await openPage(browser)
    await startFromForm(page, server.url)

    const table = page.getByRole('table', { name: /Error rates by setting/ })
    await table.waitFor({ timeout: 300_000 })
    expect(await table.getByRole('rowheader').allInnerTexts()).toEqual([
      'UMR-UMP',
      'UMR-MP',
      'MR-MP',
      'Mirror (type-colour)',
      'Mirror (flat)',
    ])
    const bare = table.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'UMR-UMP' }) })
    // genuine, impostor, failed comparisons
    expect((await bare.getByRole('cell').allInnerTexts()).slice(0, 3)).toEqual(['40', '100', '0 + 0'])
    await page.getByText('Common to all').click()
    await page.waitForURL(/pairs=common/)

    for (const name of [
      'Error rates by threshold',
      'Score distributions',
      'Detection error trade-off',
      'Receiver operating characteristic',
    ]) {
      await page.locator(`figure svg[role=img][aria-label="${name}"]`).waitFor()
    }
    await page.getByRole('region', { name: 'Figures' }).getByText('Show the data as a table').first().click()
    await page.getByRole('table', { name: /Detection error trade-off/ }).waitFor()

    const pictures = page.locator('main img')
    expect(await pictures.count()).toBeGreaterThan(10)
    for (const picture of await pictures.all()) {
      await picture.scrollIntoViewIfNeeded()
      expect(await picture.getAttribute('alt')).toMatch(/\S/)
    }
    const widths = () => page.evaluate('[...new Set([...document.images].map((image) => image.naturalWidth))]')
    await expect.poll(widths, { timeout: 60_000 }).toEqual([112])
    await keepScreenshot(page, 'run-light')

    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Download report' }).click()
    expect((await download).suggestedFilename()).toMatch(/^demo-embedded-pure-[0-9a-f]{12}\.html$/)

    await page.getByText('Dark', { exact: true }).locator('..').click()
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
    await keepScreenshot(page, 'run-dark')
    const small = await openPage(browser, { viewport: { width: 380, height: 800 } })
    const pages = {
      run: new URL(page.url()).pathname,
      overview: '/',
      form: '/runs/new',
      datasets: '/datasets',
      models: '/models',
      compare: '/compare',
    }
    for (const [name, path] of Object.entries(pages)) {
      await small.page.goto(server.url + path)
      await small.page.locator('[role=status][aria-label^=Loading]').first().waitFor({ state: 'detached' })
      expect(await overflowPx(small.page), name).toBeLessThanOrEqual(0)
      await keepScreenshot(small.page, `small-${name}`)
    }
    expect([...problems, ...small.problems]).toEqual([])
  })

  test('says what is wrong at the place where it is wrong, and forbids foreign scripts and frames', async () => {
    await using server = await serve()
    await using browser = await openBrowser(chromium!)
    const { page, problems } = await openPage(browser)

    await page.goto(`${server.url}/datasets`)
    const folder = page.getByLabel('Folder on the server')
    await folder.fill('/etc')
    await page.getByRole('button', { name: 'Add the folder' }).click()
    const refusal = page.getByText(`inside ${server.photos}`)
    await refusal.waitFor()
    expect(await refusal.textContent()).toContain('received "/etc"')
    expect(await folder.getAttribute('aria-invalid')).toBe('true')

    await page.goto(`${server.url}/runs/new?seed=many&settings=`)
    await page.getByRole('button', { name: 'Start the evaluation' }).click()
    await page.getByText('Choose at least one setting.').waitFor()
    await page.getByText('A whole number from 0').waitFor()
    expect(await page.evaluate('document.activeElement.name')).toBe('settings')
    await keepScreenshot(page, 'form-invalid')

    await page.goto(`${server.url}/runs/new?thresholdsFrom=no-such-run`)
    await page.getByRole('button', { name: 'Start the evaluation' }).click()
    await page.getByText('The server refused this').waitFor()
    await page.getByText('no-such-run is not a finished run').waitFor()

    const unknown = await page.goto(`${server.url}/runs/no-such-run`)
    expect(unknown?.status()).toBe(404)
    await page.getByRole('heading', { name: 'There is nothing at this address' }).waitFor()
    // the browser itself tells of each answer with an error status
    const others = problems.filter((problem) => !problem.startsWith('Failed to load resource'))
    expect(others).toEqual([])

    const answer = await fetch(server.url)
    expect(answer.headers.get('content-security-policy')).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic';/)
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('x-powered-by')).toBeNull()
  })
})
