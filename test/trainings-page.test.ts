import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { chromiumPath, keepScreenshot, openBrowser, openPage } from './browser.ts'
import { serve, whyNotServed } from './serve.ts'

const chromium = chromiumPath()
const skipped = whyNotServed(chromium)
const title = skipped === null ? 'the pages of trainings' : `the pages of trainings (skipped: ${skipped})`

/** Small enough for a test, long enough to be stopped. */
const config = {
  data: { kind: 'generated', people: 6, picturesPerPerson: 2, developmentPeople: 4, developmentPicturesPerPerson: 2 },
  training: {
    name: 'small',
    steps: 60,
    batch: 6,
    network: { backbone: 'tiny', side: 32, dimension: 16, refinement: {} },
    attention: {},
    mask: {},
    learningRate: { base: 0.05 },
    validation: { every: 10, patience: null },
  },
}

/** The step that the page says the training is at. */
async function stepOf(page: Page): Promise<number> {
  return Number(/step (\d+) of 60/.exec((await page.getByText(/step \d+ of 60/).textContent()) ?? '')?.[1])
}

describe.skipIf(skipped !== null)(title, { timeout: 600_000 }, () => {
  test('a training is started from a configuration, watched, stopped and resumed', async () => {
    await using server = await serve()
    await using browser = await openBrowser(chromium!)
    const { page, problems } = await openPage(browser)
    await page.goto(`${server.url}/models`)
    await page.getByRole('link', { name: 'Training', exact: true }).click()
    await page.getByText('No trainings yet').waitFor()
    const text = page.getByLabel('Configuration')
    expect(JSON.parse(await text.inputValue()).training.name).toBe('tiny-both')
    await page.getByLabel('Begin with').selectOption('tiny-pure')
    expect(JSON.parse(await text.inputValue()).training.name).toBe('tiny-pure')
    await keepScreenshot(page, 'trainings')

    await text.fill('{ "data": {} }')
    await page.getByRole('button', { name: 'Start the training' }).click()
    await page.getByText(/Invalid/).waitFor()
    expect(await text.getAttribute('aria-invalid')).toBe('true')
    await text.fill(JSON.stringify(config, null, 2))
    await page.getByRole('button', { name: 'Start the training' }).click()
    await page.waitForURL(/\/trainings\/small-[0-9a-f]{12}$/)

    // curves and examples come while it runs
    await page.getByRole('progressbar', { name: 'Progress of this stage' }).waitFor()
    await page.getByText(/per second/).waitFor({ timeout: 180_000 })
    await page.getByRole('img', { name: 'Losses' }).waitFor()
    await page.getByRole('img', { name: 'Example 6, masked' }).waitFor()
    await page.getByRole('img', { name: 'FNMR of development people' }).waitFor({ timeout: 180_000 })
    await keepScreenshot(page, 'training-running')
    await page.getByRole('button', { name: 'Stop' }).click()
    await page.getByText('Resume goes on from the last checkpoint').waitFor()
    const stopped = await stepOf(page)
    expect(stopped).toBeGreaterThanOrEqual(10)
    await page.getByRole('button', { name: 'Resume' }).click()
    await page.getByText('The model lies with its card').waitFor({ timeout: 300_000 })
    await expect.poll(() => stepOf(page), { timeout: 60_000 }).toBe(60)
    await keepScreenshot(page, 'training-ended')

    const small = await openPage(browser, { viewport: { width: 380, height: 800 }, colorScheme: 'dark' })
    for (const [name, path] of [
      ['training', new URL(page.url()).pathname],
      ['trainings', '/trainings'],
    ] as const) {
      await small.page.goto(server.url + path)
      await small.page.getByRole('heading', { level: 1 }).waitFor()
      await small.page.locator('[role=status][aria-label^=Loading]').first().waitFor({ state: 'detached' })
      expect(await small.page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
      await keepScreenshot(small.page, `small-${name}`)
    }
    expect((await page.goto(`${server.url}/trainings/none`))?.status()).toBe(404)
    // the browser itself tells of each answer with an error status
    const unexpected = [...problems, ...small.problems].filter((problem) => !/status of 40[04]/.test(problem))
    expect(unexpected).toEqual([])
  })
})
