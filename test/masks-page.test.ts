import { readFile } from 'node:fs/promises'
import { createLandmarks, type Image } from '@maskmirror/core'
import { decodeImage, encodeJpeg, rasteriseSvg } from '@maskmirror/imaging/codec'
import { coverTypes, createMaskTemplates, drawMask, parseMaskRecord, redrawMask } from '@maskmirror/mask-the-face'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { chromiumPath, keepScreenshot, openBrowser, openPage, ownProblems } from './browser.ts'
import { sharedPath } from './maskmirror.ts'
import { serve, whyNotServed } from './serve.ts'

const chromium = chromiumPath()
const skipped = whyNotServed(chromium)
const title = skipped === null ? 'the page of masks' : `the page of masks (skipped: ${skipped})`

const models = sharedPath('models/face_landmarker.task') === null ? null : sharedPath('models')
const portrait = sharedPath('data/lfw/Abbas_Kiarostami/Abbas_Kiarostami_0001.jpg')
const withoutPhotos = models === null || portrait === null ? ' (skipped: no shared photos or landmark model)' : ''

/** Waits until what is on the page is drawn. */
async function drawn(page: Page): Promise<void> {
  await page.getByText(`All ${coverTypes.length} drawn`).waitFor()
}

interface PhotoFile {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

/** Chooses a file where photos are dropped. */
async function choose(page: Page, file: PhotoFile): Promise<void> {
  await page.locator('input[type=file]').first().setInputFiles(file)
}

/** Drops a file there, or pastes it into the page, as the browser tells a page of it. */
async function hand(page: Page, how: 'drop' | 'paste', { name, mimeType, buffer }: PhotoFile): Promise<void> {
  await page.evaluate(`(() => {
    const bytes = Uint8Array.from(atob('${buffer.toString('base64')}'), (letter) => letter.charCodeAt(0))
    const data = new DataTransfer()
    data.items.add(new File([bytes], '${name}', { type: '${mimeType}' }))
    const always = { bubbles: true, cancelable: true }
    if ('${how}' === 'paste') document.body.dispatchEvent(new ClipboardEvent('paste', { ...always, clipboardData: data }))
    else document.querySelector('input[type=file]').dispatchEvent(new DragEvent('drop', { ...always, dataTransfer: data }))
  })()`)
}

/** Makes a file by a button of the large view. */
async function download(page: Page, button: string): Promise<Buffer> {
  // once in a dozen runs no download came and the page reported nothing; why was not found
  for (let attempt = 1; ; attempt++) {
    const coming = page.waitForEvent('download', { timeout: 15_000 }).catch(() => null)
    await page.getByRole('button', { name: button, exact: true }).click()
    const file = await coming
    if (file !== null) return readFile(await file.path())
    expect(await page.getByText('The file could not be made').count()).toBe(0)
    if (attempt === 4) throw new Error(`Expected a download after ${attempt} clicks on ${button}`)
  }
}

/** Shows each cover large, and gives its picture, its record, and the photo without. */
async function* eachCover(page: Page) {
  await page.getByText('The record', { exact: true }).click()
  const radio = (type: string) => page.locator(`input[name=shown][value=${type}]`)
  expect(await page.locator('input[name=shown]').count()).toBe(coverTypes.length)
  const bare = await decodeImage(await download(page, 'Photo without'))
  for (const [index, type] of coverTypes.entries()) {
    if (index > 0) {
      await radio(coverTypes[index - 1]!).focus()
      await page.keyboard.press('ArrowRight')
    }
    const name = await page.locator('label', { has: radio(type) }).textContent()
    await page.getByRole('img', { name: `${name}: With it` }).waitFor()
    const record = parseMaskRecord(JSON.parse((await page.locator('pre').textContent()) ?? ''))
    expect(record.template.type).toBe(type)
    yield { type, bare, record, picture: await decodeImage(await download(page, 'Download picture')) }
  }
}

/** How many pixels differ inside and outside of a box, and by how much at most. */
function differences(a: Image, b: Image, box: { x: number; y: number; width: number; height: number }) {
  expect([a.width, a.height, a.channels]).toEqual([b.width, b.height, b.channels])
  const count = { inside: 0, outside: 0, largest: 0 }
  for (let pixel = 0; pixel < a.width * a.height; pixel++) {
    let difference = 0
    for (let c = 0; c < a.channels; c++) {
      difference = Math.max(difference, Math.abs(a.data[pixel * a.channels + c]! - b.data[pixel * a.channels + c]!))
    }
    count.largest = Math.max(count.largest, difference)
    if (difference === 0) continue
    const [x, y] = [(pixel % a.width) - box.x, Math.floor(pixel / a.width) - box.y]
    if (x >= 0 && y >= 0 && x < box.width && y < box.height) count.inside++
    else count.outside++
  }
  return count
}

/** The share of pixels in which each small picture differs from the one without. */
function tileShares(page: Page): Promise<number[]> {
  return page.evaluate(`(() => {
    const pixels = (canvas) => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data
    const bare = pixels(document.querySelector('figure canvas'))
    return [...document.querySelectorAll('label canvas')].map((canvas) => {
      const data = pixels(canvas)
      let differing = 0
      for (let i = 0; i < bare.length; i += 4) if (bare[i] !== data[i] || bare[i + 1] !== data[i + 1]) differing++
      return data.length === bare.length ? differing / (bare.length / 4) : Number.NaN
    })
  })()`)
}

describe.skipIf(skipped !== null)(title, { timeout: 240_000 }, () => {
  test('draws every cover on a generated face as Node does, bit for bit, without any model', async () => {
    await using server = await serve({ MASKMIRROR_MODELS: '' })
    await using browser = await openBrowser(chromium!)
    const { page, problems } = await openPage(browser)
    await page.goto(`${server.url}/masks`)
    await drawn(page)
    for (const share of await tileShares(page)) {
      expect(share).toBeGreaterThan(0.02)
      expect(share).toBeLessThan(0.75)
    }
    await keepScreenshot(page, 'masks-light')

    const templates = await createMaskTemplates(rasteriseSvg)
    const answer = await fetch(`${server.url}/api/trpc/masks.demonstrationFaces`)
    const landmarks = createLandmarks('ibug68', JSON.parse(await answer.text()).result.data[0].landmarks)
    for await (const { type, bare, record, picture } of eachCover(page)) {
      const change = differences(bare, picture, record.coverageBox)
      expect(change.inside, type).toBeGreaterThan(500)
      expect(change.outside, type).toBe(0)
      const redrawn = redrawMask(bare, record, { templates })
      expect(differences(redrawn.image, picture, record.coverageBox).largest, type).toBe(0)
      const own = drawMask(bare, landmarks, { templates, type, colour: record.colour.asked })
      // measured anew, only the last digits of some numbers depend on the engine
      expect(own.ok && differences(own.value.image, picture, record.coverageBox).largest, type).toBeLessThanOrEqual(1)
    }
    const record = parseMaskRecord(JSON.parse((await download(page, 'Record')).toString()))
    const bare = await decodeImage(await download(page, 'Photo without'))
    const alpha = await decodeImage(await download(page, 'Alpha mask'))
    const redrawn = redrawMask(bare, record, { templates })
    expect(alpha.data.filter((_, i) => i % alpha.channels === 0)).toEqual(redrawn.alpha.data)
    expect(problems).toEqual([])
  })

  test('says what is missing and what is wrong with a file, and keeps what was drawn before', async () => {
    await using server = await serve({ MASKMIRROR_MODELS: '' })
    await using browser = await openBrowser(chromium!)
    const { page, problems } = await openPage(browser)
    await page.goto(`${server.url}/masks`)
    await drawn(page)
    await page.getByText('Photos need the landmark model').waitFor()
    await page.getByText('npx maskmirror models pull mediapipe-face-landmarker').waitFor()

    const alert = page.getByRole('alert').filter({ hasText: /\S/ })
    const photo = await encodeJpeg({ data: new Uint8ClampedArray(30_000), width: 100, height: 100, channels: 3 }, 90)
    await choose(page, { name: 'broken.jpg', mimeType: 'image/jpeg', buffer: photo.subarray(0, 200) })
    await alert.filter({ hasText: 'broken.jpg: Expected a photo that this browser can read' }).waitFor()
    await choose(page, { name: 'empty.png', mimeType: 'image/png', buffer: Buffer.alloc(0) })
    await alert.filter({ hasText: 'received an empty file' }).waitFor()
    await hand(page, 'paste', { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no picture') })
    await alert.filter({ hasText: 'a file of kind text/plain' }).waitFor()
    await hand(page, 'drop', { name: 'good.jpg', mimeType: 'image/jpeg', buffer: photo })
    await alert.filter({ hasText: 'good.jpg: Expected the landmark model on the server' }).waitFor()
    await keepScreenshot(page, 'masks-missing-model')
    expect((await tileShares(page)).every((share) => share > 0.02)).toBe(true)
    expect(problems.filter((problem) => !problem.startsWith('Failed to load resource'))).toEqual([])

    // workers speak to the dashboard alone: by their own check, and by the policy of their script
    const [worker] = page.workers()
    const answer = await fetch(worker!.url())
    expect(answer.headers.get('content-security-policy')).toContain("connect-src 'self'")
    const refusal = worker!.evaluate('fetch("https://attacker.example/").then(() => "sent", String)')
    expect(await refusal).toMatch(/Expected an address of http:\/\/127\.0\.0\.1/)
  })

  test('redraws as the choices change, in dark and on a small screen', async () => {
    await using server = await serve({ MASKMIRROR_MODELS: '' })
    await using browser = await openBrowser(chromium!)
    const { page, problems } = await openPage(browser, { viewport: { width: 380, height: 800 }, colorScheme: 'dark' })
    await page.goto(`${server.url}/masks`)
    await drawn(page)
    const overflow = () => page.evaluate('document.documentElement.scrollWidth - innerWidth')
    expect(await overflow()).toBe(0)
    const record = async () => JSON.parse((await download(page, 'Record')).toString())
    const until = (key: string) => expect.poll(async () => (await record())[key], { timeout: 30_000 })

    await page.getByLabel('Worn').selectOption({ label: 'Below the nose' })
    await until('style').toBe('below-nose')
    await page.getByLabel('Colour', { exact: true }).selectOption({ label: 'Pink' })
    await until('colour').toMatchObject({ asked: 'pink' })
    await page.getByLabel('Pattern').selectOption({ label: 'Stripes' })
    await until('pattern').toMatchObject({ name: 'stripes', weight: 1, fit: 'tile' })
    await page.getByLabel('Pattern').selectOption({ label: 'A picture of yours' })
    const print = await encodeJpeg(
      { data: new Uint8ClampedArray(3000).fill(99), width: 20, height: 50, channels: 3 },
      90,
    )
    await page
      .locator('input[type=file]')
      .last()
      .setInputFiles({ name: 'fabric.jpg', mimeType: 'image/jpeg', buffer: print })
    await until('pattern').toMatchObject({ name: 'fabric.jpg' })
    await page.getByText('Position and size by lot').click()
    await page.getByLabel('Position', { exact: true }).fill('0.05')
    await until('seed').toBe('1/face 0')
    await page.getByRole('button', { name: 'Next' }).click()
    await until('seed').toBe('2/face 0')
    const { jitter, look } = await record()
    expect(jitter).toMatchObject({ scale: 1, rollRad: 0 })
    expect(Math.abs(jitter.x)).toBeGreaterThan(0)
    expect(look.shadow).toBeGreaterThan(0)
    await page.getByText('Matched to the photo').first().click()
    for (const name of ['Light', 'Saturation', 'Sharpness', 'Shadow'])
      await page.getByRole('checkbox', { name }).uncheck()
    await until('look').toEqual({ gain: 1, saturation: 1, blurPx: 0, shadow: 0 })
    await page.getByRole('button', { name: 'Generated face 2' }).click()
    await page.getByText('Generated face 2, 250 × 250 pixels').waitFor()
    await drawn(page)
    await keepScreenshot(page, 'masks-small-dark')
    expect(await overflow()).toBe(0)
    expect(problems).toEqual([])
  })

  test.skipIf(withoutPhotos !== '')(`finds the faces of a dropped photo${withoutPhotos}`, async () => {
    await using server = await serve({ MASKMIRROR_MODELS: models! })
    await using browser = await openBrowser(chromium!)
    const { page, problems } = await openPage(browser)
    const foreign: string[] = []
    page.on('request', (request) => {
      if (!request.url().startsWith(server.url) && !request.url().startsWith('blob:')) foreign.push(request.url())
    })
    await page.goto(`${server.url}/masks`)
    await drawn(page)
    const jpeg = await readFile(portrait!)
    await hand(page, 'drop', { name: 'portrait.jpg', mimeType: 'image/jpeg', buffer: jpeg })
    await page.getByText('portrait.jpg, 250 × 250 pixels, 1 face').waitFor()
    await drawn(page)
    await keepScreenshot(page, 'masks-photo')
    for await (const { type, bare, record, picture } of eachCover(page)) {
      const change = differences(bare, picture, record.coverageBox)
      expect(change.inside, type).toBeGreaterThan(500)
      expect(change.outside, type).toBe(0)
    }

    const pair = await encodeJpeg(lyingPair(await decodeImage(jpeg)), 95)
    await choose(page, { name: 'pair.jpg', mimeType: 'image/jpeg', buffer: withOrientation(pair, 6) })
    await page.getByText('pair.jpg, 500 × 250 pixels, 2 faces').waitFor()
    const records = async () => JSON.parse((await download(page, 'Record')).toString())
    await expect.poll(records, { timeout: 30_000 }).toHaveLength(2)
    await page.getByLabel('Face 2', { exact: true }).locator('..').click()
    await expect.poll(records, { timeout: 30_000 }).toMatchObject({ picture: { width: 500, height: 250 } })
    await drawn(page)
    await keepScreenshot(page, 'masks-pair')
    expect(ownProblems(problems)).toEqual([])
    expect(foreign).toEqual([])
  })
})

/** A picture twice, side by side, lying on its left side. */
function lyingPair({ data, width, height }: Image): Image {
  const pair = new Uint8ClampedArray(data.length * 2)
  for (let row = 0; row < width * 2; row++) {
    const x = (width * 2 - 1 - row) % width
    for (let y = 0; y < height; y++) {
      const from = (y * width + x) * 3
      pair.set(data.subarray(from, from + 3), (row * height + y) * 3)
    }
  }
  return { data: pair, width: height, height: width * 2, channels: 3 }
}

/** A JPEG with an EXIF segment that says nothing but the orientation. */
function withOrientation(jpeg: Buffer, orientation: number): Buffer {
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
  const body = [...Buffer.from('Exif\0\0'), ...tiff]
  const segment = Buffer.from([0xff, 0xe1, 0, body.length + 2, ...body])
  return Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)])
}
