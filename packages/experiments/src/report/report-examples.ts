import { type SettingId, settingLabel } from '@maskmirror/evaluation'
import { exampleReasons } from '../example-reason.ts'
import type { Example } from '../result.ts'
import { escapeHtml } from './html.ts'

/**
 * The example pairs with their pictures inside the page.
 *
 * @param settings in the order of the table, in which scores are listed
 */
export async function reportExamples(
  examples: readonly Example[],
  settings: readonly SettingId[],
  readImage: (id: string) => Promise<Uint8Array | null>,
): Promise<string> {
  const picture = async (id: string, alt: string, caption: string) => {
    const png = await readImage(id)
    const shown =
      png === null
        ? '<p class="quiet">picture missing</p>'
        : `<img alt="${escapeHtml(alt)}" src="data:image/png;base64,${Buffer.from(png).toString('base64')}">`
    return `<figure>${shown}<figcaption>${escapeHtml(caption)}</figcaption></figure>`
  }
  const pairs: string[] = []
  for (const example of examples) {
    const faces = [await picture(example.reference.image, 'Reference', `Reference ${example.reference.photo}`)]
    for (const { setting, image, detail } of example.treated) {
      const label = settingLabel(setting)
      faces.push(await picture(image, `Reference treated by ${label}`, `${label}: ${detail}`))
    }
    if (example.bareProbe !== null) {
      faces.push(await picture(example.bareProbe.image, 'Probe without mask', `Probe ${example.bareProbe.photo}`))
    }
    if (example.probe !== null) {
      faces.push(await picture(example.probe.image, 'Masked probe', `Masked probe ${example.probe.photo}`))
    }
    const scores = settings
      .map((setting) => `${settingLabel(setting)} ${example.scores[setting]?.toFixed(3) ?? 'failed'}`)
      .join(' · ')
    pairs.push(
      `<section class="pair"><h3>${exampleReasons[example.why]} (pair ${example.pairIndex})</h3><div class="faces">${faces.join('')}</div><p class="quiet">${escapeHtml(scores)}</p></section>`,
    )
  }
  return pairs.join('\n')
}
