import { readFile } from 'node:fs/promises'
import { type ComparisonOutcome, openThresholdMeter } from '@maskmirror/evaluation'
import type { Download, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { chromiumPath, keepScreenshot, openBrowser, openPage } from './browser.ts'
import { serve, whyNotServed } from './serve.ts'

const chromium = chromiumPath()
const skipped = whyNotServed(chromium)
const title = skipped === null ? 'the pages of results' : `the pages of results (skipped: ${skipped})`

/** Runs small enough for a test: enough impostor pairs for a threshold at FMR 1 %, and room for a comparison. */
const request = { dataset: 'demo', model: 'lbp', maxGenuine: 60, maxImpostor: 240 }

/** A busy machine takes its time to answer. */
const patient = { timeout: 60_000 }

/** Starts a run and waits until it has succeeded. @returns its id */
async function finishRun(url: string, changes: object): Promise<string> {
  const call = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(`${url}/api/trpc/${path}`, {
      ...init,
      headers: { 'content-type': 'application/json', connection: 'close' },
    })
    return ((await answer.json()) as { result: { data: { id: string; status: string } } }).result.data
  }
  const { id } = await call('runs.start', { method: 'POST', body: JSON.stringify({ ...request, ...changes }) })
  const input = encodeURIComponent(JSON.stringify({ id }))
  await expect
    .poll(async () => (await call(`runs.get?input=${input}`)).status, { timeout: 300_000, interval: 1_000 })
    .toBe('succeeded')
  return id
}

/** The text of a downloaded file. */
async function textOf(download: Download): Promise<string> {
  return readFile((await download.path())!, 'utf8')
}

/** The scores of a run from its own export: what the page must agree with. */
function readScores(csv: string) {
  const [header, ...lines] = csv.trimEnd().split('\n')
  expect(header).toBe('reference,probe,referencePerson,probePerson,setting,score')
  const bySetting = new Map<string, { reference: string; probe: string; score: number }[]>()
  for (const line of lines) {
    const [, , reference, probe, setting, score] = line.split(',')
    const known = bySetting.get(setting!) ?? []
    known.push({ reference: reference!, probe: probe!, score: Number(score) })
    bySetting.set(setting!, known)
  }
  return bySetting
}

/** Rows of a table as arrays of cell texts, the row's header first. */
async function cellsOf(page: Page, name: RegExp): Promise<string[][]> {
  const rows = page.getByRole('table', { name }).locator('tbody tr')
  return Promise.all((await rows.all()).map((row) => row.locator('th, td').allInnerTexts()))
}

describe.skipIf(skipped !== null)(title, { timeout: 600_000 }, () => {
  test('the threshold, single pairs, parts, exports, and two runs side by side', async () => {
    await using server = await serve()
    await using browser = await openBrowser(chromium!)
    const a = await finishRun(server.url, { settings: ['umr-ump', 'umr-mp', 'mirror:type-colour'] })
    const b = await finishRun(server.url, { settings: ['umr-mp', 'mr-mp', 'mirror:type-colour'] })
    const other = await finishRun(server.url, { settings: ['umr-ump', 'umr-mp'], maxGenuine: 50 })
    const { page, problems } = await openPage(browser, { acceptDownloads: true })
    await page.goto(`${server.url}/runs/${a}`)

    // exports parse, and are the run's
    const save = async (label: string | RegExp) => {
      const started = page.waitForEvent('download')
      await page.getByRole('link', { name: label }).click()
      return started
    }
    const exports = page.getByRole('region', { name: 'Take it with you' })
    await exports.waitFor()
    const download = async (file: string) => {
      const started = page.waitForEvent('download')
      await exports.locator(`a[href$="/${file}"]`).click()
      return started
    }
    const json = JSON.parse(await textOf(await download('result.json')))
    expect([json.id, json.result.table.settings.length]).toEqual([a, 3])
    expect((await download('table.csv')).suggestedFilename()).toBe(`${a}-table.csv`)
    expect(await textOf(await download('table.tex'))).toContain('\\end{table}')
    expect(await textOf(await download('table.md'))).toContain('| UMR-MP')
    const scores = readScores(await textOf(await download('scores.csv')))
    const svg = await textOf(await save(/^SVG\s?: Detection error trade-off/))
    const isXml = `new DOMParser().parseFromString(${JSON.stringify(svg)}, 'image/svg+xml').querySelector('parsererror') === null`
    expect(await page.evaluate(isXml)).toBe(true)

    // the slider by keyboard: the numbers change, and are those of the scores
    const slider = page.getByRole('slider', { name: /Threshold/ })
    await slider.focus()
    const table = /Error rates at threshold/
    const before = await cellsOf(page, table)
    for (let i = 0; i < 12; i++) await page.keyboard.press('ArrowRight')
    await page.waitForURL(/threshold=/)
    const threshold = Number(await slider.inputValue())
    await expect.poll(() => new URL(page.url()).searchParams.get('threshold'), patient).toBe(String(threshold))
    const meter = openThresholdMeter({ over: 'withFailures', ...asSettings(scores) })
    const expected = meter(threshold).map(({ point, genuineCount, impostorCount }) => [
      `${Math.round(point!.fmr * impostorCount)} of ${impostorCount}`,
      `${Math.round(point!.fnmr * genuineCount)} of ${genuineCount}`,
    ])
    await expect
      .poll(async () => (await cellsOf(page, table)).map((cells) => [cells[1], cells[3]]), patient)
      .toEqual(expected)
    expect(await cellsOf(page, table)).not.toEqual(before)
    // an address that is shared shows the same
    const { page: shared, problems: sharedProblems } = await openPage(browser)
    await shared.goto(page.url())
    await expect
      .poll(async () => (await cellsOf(shared, table)).map((cells) => [cells[1], cells[3]]), patient)
      .toEqual(expected)
    await page.getByRole('button', { name: /^T100/ }).click()
    const frozen = json.result.table.frozen.fmr100.threshold
    await page.waitForURL((url) => url.searchParams.get('threshold') === String(frozen))

    // pairs by damage: sorted, with what was compared
    const pairs = page.getByRole('region', { name: 'Pairs by damage' })
    await pairs.scrollIntoViewIfNeeded()
    const changes = async () =>
      (await pairs.getByText(/^Change of the score/).allInnerTexts()).length === 0
        ? []
        : (await pairs.locator('li span.font-semibold').allInnerTexts()).map((text) =>
            Number(text.replace('Change of the score', '').trim().replace('−', '-')),
          )
    const umrUmp = scores.get('umr-ump')!
    const losses = scores
      .get('umr-mp')!
      .map(({ score, reference, probe }, i) => ({ genuine: reference === probe, change: score - umrUmp[i]!.score }))
      .filter(({ genuine }) => genuine)
      .map(({ change }) => change)
      .sort((x, y) => x - y)
    await expect.poll(changes, patient).toEqual(losses.slice(0, 6).map((change) => Number(change.toFixed(3))))
    expect(await pairs.locator('img').count()).toBe(24)
    await pairs.getByRole('button', { name: 'Next' }).click()
    await page.waitForURL(/page=2/)
    await expect.poll(changes, patient).toEqual(losses.slice(6, 12).map((change) => Number(change.toFixed(3))))
    await pairs.getByText('Impostor, largest gain').click()
    await pairs.getByLabel('To setting').selectOption('mirror:type-colour')
    await page.waitForURL(/class=impostor/)
    await expect.poll(async () => (await changes())[0], patient).toBeGreaterThan(0)
    await pairs.locator('img[alt^="Reference in Mirror"]').first().waitFor()

    // parts of the pairs add up to all of them
    const slices = page.getByRole('region', { name: 'Who and what it hits' })
    const sliceRows = await cellsOf(page, /UMR-MP by/)
    const impostors = sliceRows.map((cells) => Number(cells[3]))
    expect(impostors.slice(1).reduce((sum, count) => sum + count, 0)).toBe(impostors[0])
    await slices.getByLabel('In setting').selectOption('umr-ump')
    await page.getByRole('table', { name: /UMR-UMP by/ }).waitFor()
    await keepScreenshot(page, 'evaluation-run')

    // two runs
    await page.goto(`${server.url}/compare`)
    await page.getByLabel('Run A').selectOption(a)
    await page.getByLabel('Run B').selectOption(b)
    await page.waitForURL((url) => url.searchParams.get('a') === a && url.searchParams.get('b') === b)
    await page.getByText(/The same 300 pairs of \d+ people in both/).waitFor()
    const sideBySide = await cellsOf(page, /Error rates of both runs/)
    expect(sideBySide.map(([setting]) => setting)).toEqual(['UMR-UMP', 'UMR-MP', 'MR-MP', 'Mirror (type-colour)'])
    const [masked] = sideBySide.filter(([setting]) => setting === 'UMR-MP')
    expect(masked![1]).toBe(masked![2]) // one model on the same pairs
    await page.locator('figure svg[aria-label="Detection error trade-off"]').waitFor()
    await keepScreenshot(page, 'compare')

    const { page: small, problems: smallProblems } = await openPage(browser, {
      viewport: { width: 380, height: 800 },
      colorScheme: 'dark',
    })
    await small.goto(page.url())
    await small.locator('figure svg[aria-label="Receiver operating characteristic"]').waitFor()
    expect(await small.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
    await keepScreenshot(small, 'compare-small-dark')

    // other pairs are refused with the reason, and the rest of the page stays
    await page.goto(`${server.url}/compare?a=${a}&b=${other}`)
    await page.getByText('Not the same pairs, so no paired differences').waitFor()
    await page.getByText('one has 300 pairs and the other 290').waitFor()
    await page.getByRole('table', { name: /Error rates of both runs/ }).waitFor()
    // the browser itself tells of the refusal's status
    const unexpected = [...problems, ...sharedProblems, ...smallProblems].filter(
      (problem) => !/status of 409/.test(problem),
    )
    expect(unexpected).toEqual([])
  })
})

/** Scores as evaluation takes them, without failures. */
function asSettings(scores: ReturnType<typeof readScores>) {
  const [first] = scores.values()
  return {
    people: first!.map(({ reference, probe }) => ({ reference, probe })),
    settings: [...scores].map(([setting, rows]) => ({
      setting: setting as 'umr-ump',
      comparisons: rows.map(({ reference, probe, score }, pairIndex) => ({
        pairIndex,
        genuine: reference === probe,
        outcome: { ok: true, score } satisfies ComparisonOutcome,
      })),
    })),
  }
}
