import { expect, test } from 'vitest'
import { chromiumPath, keepScreenshot, openBrowser, openPage } from './browser.ts'
import { serve, whyNotServed } from './serve.ts'

const chromium = chromiumPath()
const skipped = whyNotServed(chromium)
const title = 'shows what a recogniser looks at, two runs side by side, and where features lie'

test.skipIf(skipped !== null)(
  skipped === null ? title : `${title} (skipped: ${skipped})`,
  {
    timeout: 480_000,
  },
  async () => {
    await using server = await serve()
    await using browser = await openBrowser(chromium!)
    const { page, problems } = await openPage(browser)
    const ids: string[] = []
    for (const seed of [1, 2]) {
      await page.goto(
        `${server.url}/runs/new?model=lbp&maxGenuine=30&maxImpostor=40&settings=umr-ump,umr-mp&seed=${seed}`,
      )
      await page.getByRole('button', { name: 'Start the evaluation' }).click()
      await page.waitForURL(/\/runs\/demo-lbp-[0-9a-f]{12}/)
      await page.getByRole('link', { name: 'Download report' }).waitFor({ timeout: 200_000 })
      ids.push(new URL(page.url()).pathname.split('/').at(-1)!)
    }
    await page.goto(`${server.url}/runs/${ids[0]}`)
    await page.getByRole('link', { name: 'What it looks at' }).click()
    await page.waitForURL(/understanding/)

    const maps = page.getByRole('img', { name: /^Occlusion sensitivity/ })
    await maps.first().waitFor()
    expect(await maps.count()).toBe(2)
    expect(await page.getByText(/^upper face \d+ %$/).count()).toBe(2)
    await page.getByText('this model has no attention to show').waitFor()
    await page.locator('figure svg[role=img][aria-label^="Features of lbp"]').waitFor()
    const overlaps = page.getByRole('table', { name: /^Overlap of masked and unmasked features/ })
    const row = overlaps
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name: 'drawn masks from unmasked' }) })
    expect((await row.getByRole('cell').allInnerTexts())[0]).toMatch(/^\d+\.\d %$/)
    await keepScreenshot(page, 'understanding')

    // another person, another similarity, and the other run beside: all of it in the address
    const people = page.getByLabel('Person', { exact: true })
    const second = (await people.locator('option').allInnerTexts())[1]!
    await people.selectOption(second)
    await page.getByRole('img', { name: `Occlusion sensitivity: ${second}, with a mask` }).waitFor()
    await page.getByText('The person’s other face').click()
    await page.getByText(/^Similarity of both faces 0\.\d+/).waitFor()
    await page.getByLabel('Second run').selectOption(ids[1]!)
    await expect.poll(() => maps.count(), { timeout: 60_000 }).toBe(4)
    await expect.poll(() => overlaps.getByRole('rowheader').count(), { timeout: 60_000 }).toBe(2)
    expect(page.url()).toMatch(/person=.*target=other.*second=|second=.*/)
    await keepScreenshot(page, 'understanding-two-runs')

    const small = await openPage(browser, { viewport: { width: 380, height: 800 }, colorScheme: 'dark' })
    await small.page.goto(page.url())
    await small.page
      .getByRole('img', { name: /^Occlusion sensitivity/ })
      .nth(3)
      .waitFor()
    await small.page.locator('figure svg[role=img][aria-label^="Features of lbp"]').waitFor()
    expect(await small.page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
    const widths = () => page.evaluate('[...new Set([...document.images].map((image) => image.naturalWidth))]')
    await expect.poll(widths, { timeout: 60_000 }).toEqual([112])
    await keepScreenshot(small.page, 'understanding-small-dark')
    expect([...problems, ...small.problems]).toEqual([])
  },
)
