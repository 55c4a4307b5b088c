import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createImage } from '@maskmirror/core'
import { openGeneratedDataset } from '@maskmirror/datasets'
import { decodeImage, encodePng } from '@maskmirror/imaging/codec'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { chromiumPath, keepScreenshot, openBrowser, openPage } from './browser.ts'
import { sharedPath } from './maskmirror.ts'
import { serve, whyNotServed } from './serve.ts'

const chromium = chromiumPath()
const skipped = whyNotServed(chromium)
const title = skipped === null ? 'the pages of data sets' : `the pages of data sets (skipped: ${skipped})`

const generated = openGeneratedDataset({ seed: 'set pages', people: 6, picturesPerPerson: 4, split: 'test' })
const [a, b] = [...new Set(generated.photos.map(({ person }) => person))] as [string, string]

/** Six people with four photos each; one photo also under another name and once more under its own, and a file that is cut off. */
async function writeSet(folder: string): Promise<void> {
  for (const { id, person, load } of generated.photos) {
    await mkdir(join(folder, person), { recursive: true })
    await writeFile(join(folder, id), await load())
  }
  const first = await generated.photos[0]!.load()
  await writeFile(join(folder, b, 'copy.jpg'), first)
  const { data, width, height } = await decodeImage(first)
  const brighter = data.map((value) => value * 0.9 + 20)
  await writeFile(join(folder, a, 'brighter.png'), await encodePng(createImage(width, height, 3, brighter)))
  await writeFile(join(folder, b, 'damaged.jpg'), first.subarray(0, first.length / 2))
  const lines = generated.photos.map(({ id, person }, i) => {
    const masked = i % 4 === 3
    return `${id},${person},${masked ? 1 : 0},${masked ? 'surgical' : 'none'},${i % 2 === 0 ? 'spring' : 'autumn'}`
  })
  await writeFile(join(folder, 'labels.csv'), `file,identity,masked,mask_type,session\n${lines.join('\n')}\n`)
}

/** How far the page is wider than its window, pixels. */
const overflowPx = (page: Page) => page.evaluate('document.documentElement.scrollWidth - innerWidth')

/** The browser itself tells of a damaged photo's status. */
const others = (problems: readonly string[]) => problems.filter((problem) => !/status of 422/.test(problem))

/** The first photos of the page are there to be seen. */
const photosSeen = async (page: Page) => {
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' })
  await expect
    .poll(() => page.evaluate<boolean>('[...document.images].slice(0, 6).every((image) => image.naturalWidth > 0)'), {
      timeout: 60_000,
    })
    .toBe(true)
}

const tiles = (page: Page) => page.getByRole('list', { name: 'Photos' }).getByRole('button')

describe.skipIf(skipped !== null)(title, { timeout: 600_000 }, () => {
  test('a folder is looked at, checked and reviewed with the keyboard', async () => {
    await using server = await serve()
    await writeSet(join(server.photos, 'people'))
    await using browser = await openBrowser(chromium!)
    const { page, problems } = await openPage(browser, { acceptDownloads: true })
    const sent: string[] = []
    page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`))

    await page.goto(`${server.url}/datasets`)
    await page.getByLabel('Folder on the server').fill('people')
    await page.getByRole('button', { name: 'Add the folder' }).click()
    await page.getByRole('link', { name: 'Look at it' }).click()
    await page.waitForURL(/\/datasets\/people$/)
    const counts = page.getByRole('table', { name: 'Counts' })
    await counts.waitFor()
    expect(await counts.getByRole('row').allInnerTexts()).toEqual(
      ['Count\tHere', 'People\t6', 'Photos\t27', 'Really masked\t6', 'Bare\t21'].map((row) =>
        expect.stringMatching(new RegExp(`^${row.replace('\t', '\\s+')}$`)),
      ),
    )
    await page.getByRole('table', { name: /Pairs by setting, with drawn masks/ }).waitFor()
    await keepScreenshot(page, 'set-overview')

    // photos: filters are in the address, and a damaged one says so
    await page.getByRole('link', { name: 'Photos', exact: true }).click()
    await page.getByText('27 photos', { exact: true }).waitFor()
    expect(await tiles(page).count()).toBe(27)
    await page.getByRole('img', { name: /damaged\.jpg, damaged/ }).waitFor()
    const loaded = () =>
      page.evaluate<number[]>('[...new Set([...document.images].map((image) => image.naturalWidth))].sort()')
    await expect.poll(loaded, { timeout: 60_000 }).toEqual([160])
    await keepScreenshot(page, 'set-photos')
    await page.getByLabel('Mask', { exact: true }).selectOption('masked')
    await page.waitForURL(/mask=masked/)
    await page.getByText('6 photos', { exact: true }).waitFor()
    await page.getByLabel('Label').selectOption('session: autumn (12)')
    await page.getByText('6 photos', { exact: true }).waitFor()
    await page.getByLabel('Label').selectOption('session: spring (12)')
    await page.getByText('No photo is like that').waitFor()
    await page.getByRole('button', { name: 'Show all photos' }).click()
    await page.getByLabel('Person or file').fill('BRIGHTER')
    await page.getByText('1 photo', { exact: true }).waitFor()
    await page.getByLabel('Person or file').fill('')
    await page.getByText('27 photos', { exact: true }).waitFor()

    // one photo, by keyboard
    await tiles(page).first().focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Photo' })
    await dialog.locator('dd', { hasText: '0002.jpg' }).waitFor()
    await keepScreenshot(page, 'set-photo')
    await page.keyboard.press('ArrowRight')
    await dialog.locator('dd', { hasText: '0003.jpg' }).waitFor()
    await page.keyboard.press('x')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    await tiles(page).nth(2).getByText('excluded').waitFor()

    await page.getByRole('link', { name: 'People', exact: true }).click()
    await page.getByText('6 people', { exact: true }).waitFor()
    await photosSeen(page)
    await keepScreenshot(page, 'set-people')
    await page.getByRole('list', { name: 'People' }).getByRole('link').nth(1).click()
    await page.waitForURL(/person=/)
    await page.getByText('6 photos', { exact: true }).waitFor()

    // the check, its table and its sheets
    await page.getByRole('link', { name: 'Health', exact: true }).click()
    await page.getByText('Not checked yet').waitFor()
    await keepScreenshot(page, 'set-unchecked')
    await page.getByRole('button', { name: 'Check the set' }).click()
    const found = page.getByRole('table', { name: 'Problems of the set' })
    await found.waitFor({ timeout: 120_000 })
    const rowOf = async (name: RegExp) =>
      (await found.getByRole('row').filter({ hasText: name }).getByRole('cell').allInnerTexts()).map((text) =>
        text.replaceAll('\u00a0', ' '),
      )
    expect(await rowOf(/^Damaged/)).toEqual(['1', '1', '0', '0', '1'])
    expect(await rowOf(/under several names/)).toEqual(['1 group', '3', '0', '0', '3'])
    await found.getByRole('button', { name: 'One photo under several names' }).click()
    await page.waitForURL(/kind=duplicate-across-people/)
    const group = page.getByRole('list', { name: 'One photo under several names' })
    await group.waitFor()
    await group.locator('[data-photo]').first().focus()
    await page.keyboard.press('k')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('x')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('x')
    await page.getByText('1 kept, 3 excluded').waitFor()
    await page.keyboard.press('u')
    await page.getByText('1 kept, 2 excluded').waitFor()
    await page.keyboard.press('x')
    await page.getByText('1 kept, 3 excluded').waitFor()
    expect(await rowOf(/under several names/)).toEqual(['1 group', '3', '1', '2', '0'])
    expect(await rowOf(/^Mask flag/)).toEqual([
      'not looked for',
      ...Array(4).fill(expect.stringMatching('not looked for')),
    ])
    await keepScreenshot(page, 'set-health')
    await page.getByLabel('Only what is open').check()
    await page.getByText('Everything here is decided').waitFor()

    const started = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Download the list' }).click()
    const download = await started
    expect(download.suggestedFilename()).toBe('people-reviewed.csv')
    const list = (await readFile((await download.path())!, 'utf8')).split('\n')
    expect(list[0]).toBe('dataset,file,problem,detail,exclude')
    const decided = list.filter((line) => /,[01]$/.test(line)).map((line) => `${line.split(',')[1]} ${line.at(-1)}`)
    expect(decided).toEqual([`${a}/0001.jpg 0`, `${a}/brighter.png 1`, `${b}/copy.jpg 1`, `${a}/0003.jpg 1`])

    // the list goes along to a new evaluation
    await page.getByRole('link', { name: 'Evaluate without 3 photos' }).click()
    await page.getByLabel('Photos left out').waitFor()
    expect(await page.getByLabel('Photos left out').inputValue()).toBe('current')

    // nothing names a file of the server, but the folder when it was added
    const naming = sent.filter((text) => text.includes(server.photos) || /\.jpg/.test(text.replace(/\/\d+\.jpg /, ' ')))
    expect(naming).toEqual([])
    expect((await page.goto(`${server.url}/datasets/no-such-set`))?.status()).toBe(404)

    const small = await openPage(browser, { viewport: { width: 380, height: 800 }, colorScheme: 'dark' })
    for (const part of ['', '/photos', '/people', '/health']) {
      await small.page.goto(`${server.url}/datasets/people${part}`)
      await small.page.getByRole('heading', { level: 1, name: 'people' }).waitFor()
      await small.page.locator('[role=status][aria-label^=Loading]').first().waitFor({ state: 'detached' })
      expect(await overflowPx(small.page), part).toBeLessThanOrEqual(0)
      await photosSeen(small.page)
      await keepScreenshot(small.page, `small-set${part.replace('/', '-')}`)
    }
    const unexpected = [...problems, ...small.problems].filter((problem) => !/status of 404/.test(problem))
    expect(others(unexpected)).toEqual([])
  })

  test('a check is stopped and resumed, and what is excluded is part of a run', async () => {
    await using server = await serve()
    await using browser = await openBrowser(chromium!)
    const { page, problems } = await openPage(browser)
    await page.goto(`${server.url}/datasets/demo/health`)
    await page.getByRole('button', { name: 'Check the set' }).click()
    await page.getByRole('progressbar', { name: 'Progress of this stage' }).waitFor()
    await page.getByText(/per second/).waitFor()
    await keepScreenshot(page, 'set-checking')
    await page.getByRole('button', { name: 'Stop' }).click()
    await page.getByText('What was looked at is kept').waitFor()
    await page.getByRole('button', { name: 'Resume' }).click()
    await page.getByText(/per second|Measuring/).waitFor()
    await page.getByRole('button', { name: 'Stop' }).click()
    await page.getByText('What was looked at is kept').waitFor()

    await page.goto(`${server.url}/datasets/demo/photos?page=2`)
    await tiles(page).first().focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').locator('circle').nth(67).waitFor()
    await keepScreenshot(page, 'set-landmarks')
    await page.keyboard.press('x')
    await page.keyboard.press('Escape')
    await tiles(page).first().getByText('excluded').waitFor()
    await page.goto(`${server.url}/runs/new?exclude=current&settings=umr-ump&maxGenuine=40&maxImpostor=100`)
    await page.getByText('--exclude demo-reviewed.csv').waitFor()
    await page.getByRole('button', { name: 'Start the evaluation' }).click()
    await page.waitForURL(/\/runs\/demo-/)
    await page.getByText('1 of 300 photos are excluded by a reviewed list.').waitFor({ timeout: 300_000 })
    const provenance = page.getByRole('region', { name: 'Provenance' })
    await provenance.getByText('photos of a reviewed list').waitFor()
    const spec = JSON.parse((await provenance.locator('pre').textContent())!).spec
    expect(spec.exclude).toMatch(/^[0-9a-f]{64}$/)
    await page.getByRole('link', { name: 'Change and run again' }).click()
    await page.waitForURL(/exclude=[0-9a-f]{64}/)
    expect(problems).toEqual([])
  })

  const faces = sharedPath('data/rmfvd')
  const noFaces = faces === null ? ' (skipped: no shared photos of people)' : ''
  test.skipIf(noFaces !== '')(`a set of real photos is browsed and checked by its files${noFaces}`, async () => {
    await using server = await serve({}, [faces!])
    await using browser = await openBrowser(chromium!)
    const { page, problems } = await openPage(browser)
    await page.goto(`${server.url}/datasets`)
    await page.getByLabel('Folder on the server').fill(faces!)
    await page.getByRole('button', { name: 'Add the folder' }).click()
    await page.getByRole('link', { name: 'Look at it' }).click()
    await page.getByText(/There are \d+ folders/).waitFor()
    await page.getByRole('columnheader', { name: 'Published' }).waitFor()
    await keepScreenshot(page, 'set-real-overview')
    await page.getByRole('link', { name: 'Photos', exact: true }).click()
    await page.getByText('Page 1 of 15').first().waitFor()
    await page.getByRole('button', { name: 'Next' }).first().click()
    await page.waitForURL(/page=2/)
    await page.getByText('Page 2 of 15').first().waitFor()
    await photosSeen(page)
    await keepScreenshot(page, 'set-real-photos')
    await page.getByRole('link', { name: 'Health', exact: true }).click()
    await page.getByRole('button', { name: 'Check the set' }).click()
    await page.getByRole('table', { name: 'Problems of the set' }).waitFor({ timeout: 300_000 })
    await page.locator('[data-photo] img').first().waitFor()
    await photosSeen(page)
    await keepScreenshot(page, 'set-real-health')
    expect(others(problems)).toEqual([])
  })
})
