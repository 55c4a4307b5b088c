import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Image } from '@maskmirror/core'
import { decodeImage, encodeJpeg } from '@maskmirror/imaging/codec'
import { describe, expect, test } from 'vitest'
import { chromiumPath, keepScreenshot, openBrowser, openPage, ownProblems } from './browser.ts'
import { sharedPath } from './maskmirror.ts'
import { serve, whyNotServed } from './serve.ts'

const chromium = chromiumPath()
const skipped = whyNotServed(chromium)
const title = skipped === null ? 'the page of faces' : `the page of faces (skipped: ${skipped})`

const models = sharedPath('models/face_landmarker.task') === null ? null : sharedPath('models')
const portrait = sharedPath('data/lfw/Alejandro_Lerner/Alejandro_Lerner_0001.jpg')
const missing = models === null || portrait === null ? ' (skipped: no shared photos or landmark model)' : ''

const asFile = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/jpeg', buffer })

/** Left and right exchanged. */
function mirrored({ data, width, height, channels }: Image): Image {
  const result = data.slice()
  for (let pixel = 0; pixel < width * height; pixel++) {
    const from = (pixel - (pixel % width) + width - 1 - (pixel % width)) * channels
    result.set(data.subarray(from, from + channels), pixel * channels)
  }
  return { data: result, width, height, channels }
}

describe.skipIf(skipped !== null)(title, { timeout: 240_000 }, () => {
  test('says which file is missing, and what is wrong with each photo', async () => {
    await using server = await serve({ MASKMIRROR_MODELS: '' })
    await using browser = await openBrowser(chromium!)
    const { page, problems } = await openPage(browser)
    await page.goto(`${server.url}/faces`)
    await page.getByText('Photos need the landmark model').waitFor()
    await page.getByText('npx maskmirror models pull mediapipe-face-landmarker').waitFor()
    const photo = await encodeJpeg({ data: new Uint8ClampedArray(30_000), width: 100, height: 100, channels: 3 }, 90)
    const files = [asFile('good.jpg', photo), asFile('broken.jpg', photo.subarray(0, 200))]
    await page.locator('input[type=file]').setInputFiles(files)
    await page.getByText('0 faces on 2 photos').waitFor()
    const alert = page.getByRole('alert')
    await alert.filter({ hasText: 'broken.jpg' }).filter({ hasText: 'that this browser can read' }).waitFor()
    await alert.filter({ hasText: 'good.jpg' }).filter({ hasText: 'the landmark model on the server' }).waitFor()
    expect(await page.getByRole('button', { name: 'Points of all faces' }).isDisabled()).toBe(true)
    await page.getByRole('button', { name: 'Clear' }).click()
    await page.getByText('No photos yet').waitFor()
    // there is no camera: the page says so
    await page.getByRole('button', { name: 'Use the camera' }).click()
    await alert.filter({ hasText: 'The camera could not be used' }).waitFor()
    expect(problems.filter((problem) => !problem.startsWith('Failed to load resource'))).toEqual([])
  })

  test.skipIf(missing !== '')(`shows points, pose, quality and the aligned crop of each face${missing}`, async () => {
    await using server = await serve({ MASKMIRROR_MODELS: models! })
    await using browser = await openBrowser(chromium!)
    const { page, problems } = await openPage(browser)
    const foreign: string[] = []
    page.on('request', (request) => {
      if (!request.url().startsWith(server.url) && !request.url().startsWith('blob:')) foreign.push(request.url())
    })
    await page.goto(`${server.url}/faces`)
    const jpeg = await readFile(portrait!)
    const image = await decodeImage(jpeg)
    const other = await encodeJpeg(mirrored(image), 95)
    const dark = { ...image, data: image.data.map((value) => value / 8) }
    await page
      .locator('input[type=file]')
      .setInputFiles([
        asFile('there.jpg', jpeg),
        asFile('back.jpg', other),
        asFile('dark.jpg', await encodeJpeg(dark, 95)),
      ])
    await page.getByText('3 faces on 3 photos').waitFor()
    const cardOf = (name: string) => page.getByRole('region', { name }).getByRole('article', { name: 'Face 1' })
    // the man looks to the picture's right, which is his left
    const degrees = async (name: string, side: string) => {
      const text = await cardOf(name).textContent()
      return Number(new RegExp(`(\\d+)° to their ${side}`).exec(text ?? '')?.[1])
    }
    const [there, back] = [await degrees('there.jpg', 'left'), await degrees('back.jpg', 'right')]
    expect(there).toBeGreaterThan(10)
    expect(Math.abs(there - back)).toBeLessThanOrEqual(3)
    await cardOf('there.jpg').getByText('nothing wrong').waitFor()
    await cardOf('dark.jpg').getByText('dark', { exact: true }).waitFor()

    const saving = page.waitForEvent('download')
    await cardOf('there.jpg').getByRole('button', { name: 'Save the crop' }).click()
    const saved = await saving
    expect(saved.suggestedFilename()).toBe('there-face-1.png')
    const crop = await decodeImage(await readFile(await saved.path()))
    expect([crop.width, crop.height]).toEqual([112, 112])

    const pointsComing = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Points of all faces' }).click()
    const text = (await readFile(await (await pointsComing).path())).toString()
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.map(({ file }) => file)).toEqual(['there.jpg', 'back.jpg', 'dark.jpg'])
    // the nose of the mirrored photo is the mirror image of the nose
    const nose = 30
    expect(lines[1].ibug68[nose][0]).toBeCloseTo(249 - lines[0].ibug68[nose][0], -1)

    for (const name of ['478 points', 'Five points']) await page.getByLabel(name).check()
    await keepScreenshot(page, 'faces-light')
    const small = await openPage(browser, { viewport: { width: 380, height: 800 }, colorScheme: 'dark' })
    await small.page.goto(`${server.url}/faces`)
    await small.page.locator('input[type=file]').setInputFiles([asFile('there.jpg', jpeg)])
    await small.page.getByText('1 face on 1 photo').waitFor()
    expect(await small.page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0)
    await keepScreenshot(small.page, 'faces-small-dark')
    expect(ownProblems([...problems, ...small.problems])).toEqual([])
    expect(foreign).toEqual([])
  })

  test.skipIf(missing !== '')(`follows the camera until it is turned off${missing}`, async () => {
    await using server = await serve({ MASKMIRROR_MODELS: models! })
    // the camera shows a film of one picture
    const film = join(server.photos, 'camera.mjpeg')
    const frame = await encodeJpeg(await decodeImage(await readFile(portrait!)), 95)
    await writeFile(film, Buffer.concat(Array.from({ length: 5 }, () => frame)))
    await using browser = await openBrowser(chromium!, [
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${film}`,
    ])
    const { page, problems } = await openPage(browser)
    // by a link, as most come here: the document is that of the first page
    await page.goto(`${server.url}/models`)
    await page.getByRole('link', { name: 'Faces' }).click()
    await page.getByRole('button', { name: 'Use the camera' }).click()
    const live = page.getByRole('region', { name: 'Camera' })
    await live.getByRole('article', { name: 'Face 1' }).waitFor()
    await keepScreenshot(page, 'faces-camera')
    await page.getByRole('button', { name: 'Turn the camera off' }).click()
    await live.waitFor({ state: 'detached' })
    await page.getByText('No photos yet').waitFor()
    expect(ownProblems(problems)).toEqual([])
  })
})
