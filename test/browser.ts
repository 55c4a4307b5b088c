import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { root } from './maskmirror.ts'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The browser that the tests drive: `MASKMIRROR_CHROMIUM`, or the system's chromium; null where there is none. */
export function chromiumPath(): string | null {
  const named = process.env.MASKMIRROR_CHROMIUM
  return named === undefined ? (places.find(existsSync) ?? null) : named
}

/** @param more arguments of the browser's command, such as those of a camera that is a file */
export async function openBrowser(
  executablePath: string,
  more: readonly string[] = [],
): Promise<Browser & AsyncDisposable> {
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', ...more],
  })
  return Object.assign(browser, { [Symbol.asyncDispose]: () => browser.close() })
}

/** A page, and everything that went wrong in it: console errors, uncaught errors, refused policies. */
export interface WatchedPage {
  readonly page: Page
  readonly problems: readonly string[]
}

export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000) // a busy machine computes and draws at once
  const problems: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text())
  })
  page.on('pageerror', (error) => problems.push(String(error)))
  return { page, problems }
}

/** What is not MediaPipe's own log, whose lines begin with a letter and the date. */
export function ownProblems(problems: readonly string[]): string[] {
  return problems.filter((text) => !/^[IW]\d{4} \d\d:\d\d/.test(text))
}

/** A picture of the whole page for people to look at, in `test/screenshots` (git leaves it out). */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  const folder = join(root, 'test/screenshots')
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}
