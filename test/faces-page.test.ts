import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createImage, type Image } from '@maskmirror/core'
import { cropImage, resizeImage } from '@maskmirror/imaging'
import { decodeImage, encodeJpeg, encodePng } from '@maskmirror/imaging/codec'
import { describe, expect, test } from 'vitest'
import { readablePictures, unreadablePictures } from '../packages/experiments/test/hostile-pictures.ts'
import { chromiumPath, keepScreenshot, openBrowser, openPage, ownProblems } from './browser.ts'
import { sharedPath, temporaryFolder } from './maskmirror.ts'
import { serve, whyNotServed } from './serve.ts'

const chromium = chromiumPath()
const skipped = whyNotServed(chromium)
const title = skipped === null ? 'the page of faces' : `the page of faces (skipped: ${skipped})`

const models = sharedPath('models/face_landmarker.task') === null ? null : sharedPath('models')
const masked = sharedPath('data/rmfvd/labels.csv')
const portrait = sharedPath('data/lfw/Alejandro_Lerner/Alejandro_Lerner_0001.jpg')
const missing = models === null || portrait === null ? ' (skipped: no shared photos or landmark model)' : ''

const asFile = (name: string, bytes: Uint8Array | string) => ({
  name,
  mimeType: `image/${name.split('.').at(-1)!.replace('jpg', 'jpeg')}`,
  buffer: Buffer.from(bytes),
})

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

  test('says that the file of the model is damaged, and works again when it is whole', async () => {
    await using folder = await temporaryFolder()
    const task = join(folder.path, 'face_landmarker.task')
    const whole = models === null ? null : await readFile(join(models, 'face_landmarker.task'))
    await writeFile(task, whole?.subarray(0, whole.length / 2) ?? 'no model')
    await using server = await serve({ MASKMIRROR_MODELS: folder.path })
    await using browser = await openBrowser(chromium!)
    const { page, problems } = await openPage(browser)
    await page.goto(`${server.url}/faces`)
    await page.getByText('whose file is damaged or another one').waitFor()
    await page.getByText('face_landmarker.task is not the file that the card names').waitFor()
    const photo = await encodeJpeg(createImage(100, 100, 3), 90)
    const choose = (name: string) => page.locator('input[type=file]').setInputFiles([asFile(name, photo)])
    await choose('one.jpg')
    const alert = page.getByRole('alert')
    await alert.filter({ hasText: 'one.jpg' }).filter({ hasText: 'its file is missing or damaged' }).waitFor()
    // the page stays usable, and takes the file as soon as it is whole
    await page.getByRole('button', { name: 'Clear' }).click()
    await page.getByText('No photos yet').waitFor()
    if (whole === null) await choose('again.jpg')
    else {
      await writeFile(task, whole)
      await choose('again.jpg')
      await page.getByRole('region', { name: 'again.jpg' }).getByText('No face was found').waitFor()
    }
    await page.getByText('0 faces on 1 photo').waitFor()
    expect(ownProblems(problems).filter((problem) => !problem.startsWith('Failed to load resource'))).toEqual([])
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
    // the main navigation keeps to one line
    const links = small.page.getByRole('navigation', { name: 'Main' }).getByRole('link')
    const tops = await Promise.all((await links.all()).map(async (link) => (await link.boundingBox())!.y))
    expect(new Set(tops).size).toBe(1)
    await keepScreenshot(small.page, 'faces-small-dark')
    expect(ownProblems([...problems, ...small.problems])).toEqual([])
    expect(foreign).toEqual([])
  })

  test.skipIf(missing !== '')(
    `says of every hostile picture what is wrong, and reads unusual ones${missing}`,
    async () => {
      await using server = await serve({ MASKMIRROR_MODELS: models! })
      await using browser = await openBrowser(chromium!)
      const { page, problems } = await openPage(browser)
      await page.goto(`${server.url}/faces`)
      const jpeg = await readFile(portrait!)
      const image = await decodeImage(jpeg)
      const crowd = createImage(10 * 128, 4 * 128, 3)
      const small = resizeImage(image, 128, 128)
      for (let i = 0; i < 40; i++) {
        for (let y = 0; y < 128; y++) {
          const row = (Math.floor(i / 10) * 128 + y) * crowd.width + (i % 10) * 128
          crowd.data.set(small.data.subarray(y * 128 * 3, (y + 1) * 128 * 3), row * 3)
        }
      }
      // what a browser shows of a file that is cut short is up to it; of a tiny one it shows all
      const unreadable = unreadablePictures({ jpeg }).filter(([name]) => !['truncated.jpg', 'tiny.png'].includes(name))
      const faceless = {
        ...readablePictures(),
        'tiny.png': await encodePng(createImage(4, 4, 3)),
        'strip.png': await encodePng(createImage(16, 20_000, 3)),
        'corner.png': await encodePng(cropImage(image, { x: 0, y: 0, width: 60, height: 60 })),
      }
      const half = cropImage(image, {
        x: Math.round(image.width * 0.5),
        y: 0,
        width: image.width,
        height: image.height,
      })
      const files = [
        ...unreadable.map(([name, bytes]) => asFile(name, bytes)),
        ...Object.entries(faceless).map(([name, bytes]) => asFile(name, bytes)),
        asFile('border.png', await encodePng(half)),
        asFile('crowd.png', await encodePng(crowd)),
      ]
      await page.locator('input[type=file]').setInputFiles(files)
      await page.getByText(`on ${files.length} photos`).waitFor({ timeout: 180_000 })
      for (const [name] of unreadable) {
        await page.getByRole('alert').filter({ hasText: name }).filter({ hasText: 'that it cannot' }).waitFor()
      }
      for (const name of Object.keys(faceless)) {
        await page.getByRole('region', { name }).getByText('No face was found').waitFor()
      }
      // half a face is found and named, or not found: never a crash
      const border = page.getByRole('region', { name: 'border.png' })
      await border
        .getByText(/cut off|No face was found/)
        .first()
        .waitFor()
      expect(await page.getByRole('region', { name: 'crowd.png' }).getByRole('article').count()).toBeGreaterThanOrEqual(
        5,
      )
      expect(ownProblems(problems)).toEqual([])
    },
  )

  const noMask = missing === '' && masked === null ? ' (skipped: no shared photos of masked faces)' : missing
  test.skipIf(noMask !== '')(`decides about masks and says which points are hidden${noMask}`, async () => {
    await using server = await serve({ MASKMIRROR_MODELS: models! })
    await using browser = await openBrowser(chromium!)
    const { page, problems } = await openPage(browser)
    await page.goto(`${server.url}/faces`)
    const lines = (await readFile(masked!, 'utf8'))
      .trim()
      .split(/\r?\n/)
      .map((line) => line.split(','))
    const files = lines.filter(([file, , mask]) => mask === '1' && file!.endsWith('.jpg')).map(([file]) => file!)
    const photos = Array.from({ length: 8 }, (_, k) => files[Math.floor((k * files.length) / 8)]!)
    const folder = dirname(masked!)
    const given = await Promise.all(
      photos.map(async (file, i) => asFile(`${i}.jpg`, await readFile(join(folder, file)))),
    )
    // with the keyboard alone: to the place for files, then to the choices of what is drawn
    await page.locator('input[type=file]').focus()
    await page.locator('input[type=file]').setInputFiles([asFile('bare.jpg', await readFile(portrait!)), ...given])
    await page.getByText('on 9 photos').waitFor({ timeout: 120_000 })
    const valueIn = async (name: string, term: string) => {
      const card = page.getByRole('region', { name }).getByRole('article', { name: 'Face 1' })
      if ((await card.count()) === 0) return null
      return await card.locator(`dt:text-is("${term}") + dd`).textContent()
    }
    expect(await valueIn('bare.jpg', 'Mask')).toMatch(/^none|^not sure/)
    const seen = async (name: string) => Number.parseInt((await valueIn(name, 'In view')) ?? '68', 10)
    expect(await seen('bare.jpg')).toBeGreaterThan(55)
    const decided = await Promise.all(given.map(({ name }) => valueIn(name, 'Mask')))
    const worn = given.filter((_, i) => !/^none|^not sure/.test(decided[i] ?? 'none'))
    expect(worn.length).toBeGreaterThanOrEqual(6)
    for (const { name } of worn) expect(await seen(name)).toBeLessThan(55)
    const focused = () => page.evaluate<string | undefined>('document.activeElement?.value')
    for (let i = 0; i < 20 && (await focused()) !== 'mesh'; i++) await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    expect(await page.getByLabel('478 points').isChecked()).toBe(true)
    await keepScreenshot(page, 'faces-masked')
    expect(ownProblems(problems)).toEqual([])
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
