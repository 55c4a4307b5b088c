import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createImage } from '@maskmirror/core'
import { openWorkbench } from '@maskmirror/experiments'
import { PeopleQuerySchema, PhotoQuerySchema } from '@maskmirror/experiments/dataset-pages'
import { encodeJpeg } from '@maskmirror/imaging/codec'
import type { Benchmark } from './benchmark.ts'

const people = 20_000
const photosPerPerson = 5
const rounds = 20

export const benchmark: Benchmark = {
  name: 'browse-sets',
  description: `pages of a folder of ${people * photosPerPerson} photos as the dashboard asks for them`,
  run: async (print) => {
    const folder = await mkdtemp(join(tmpdir(), 'maskmirror-bench-'))
    try {
      await writeSet(join(folder, 'set'))
      await using opened = await openWorkbench({
        dataDirectory: join(folder, 'data'),
        roots: [folder],
        modelDirectories: [],
        modelMirror: null,
        version: '0.0.0',
        onUnexpectedError: (error) => {
          throw error
        },
      })
      const { workbench } = opened
      const { id } = await workbench.addDataset(join(folder, 'set'))
      const memoryBefore = process.memoryUsage().rss
      const measurements: object[] = []
      const measure = async (name: string, times: number, work: () => Promise<unknown>) => {
        const [start, cpu] = [performance.now(), process.cpuUsage()]
        for (let i = 0; i < times; i++) await work()
        const { user, system } = process.cpuUsage(cpu)
        const measurement = { name, ms: (performance.now() - start) / times, cpuMs: (user + system) / 1000 / times }
        print(`${name.padEnd(44)} ${measurement.ms.toFixed(1)} ms, ${measurement.cpuMs.toFixed(1)} of processor time`)
        measurements.push(measurement)
      }
      const { pages } = workbench
      const photos = (query: object) => pages.listPhotos(id, PhotoQuerySchema.parse(query))
      await measure('the first look, which reads every file', 1, () => photos({}))
      const memory = process.memoryUsage().rss - memoryBefore
      print(`the open set takes ${(memory / 2 ** 20).toFixed(0)} MiB`)
      measurements.push({ name: 'memory of the open set', bytes: memory })
      await measure('first page of photos', rounds, () => photos({}))
      await measure('last page of photos', rounds, () => photos({ offset: people * photosPerPerson - 60 }))
      await measure('photos of which the name has “1999”', rounds, () => photos({ search: '1999' }))
      await measure('photos of one person', rounds, () => photos({ person: 'person-19999' }))
      await measure('last page of people', rounds, () =>
        pages.listPeople(id, PeopleQuerySchema.parse({ offset: people - 60 })),
      )
      await measure('counts, layout and protocols', 1, () => pages.describe(id))
      const [tile] = (await photos({ limit: 1 })).photos
      await measure('a thumbnail', rounds, () => pages.drawPhoto(id, tile!.key, 160))
      return { measurements }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}

/** One small picture, each time with other bytes behind its end, so that no two files are equal. */
async function writeSet(folder: string): Promise<void> {
  const jpeg = await encodeJpeg(createImage(112, 112, 3), 90)
  for (let person = 0; person < people; person++) {
    const place = join(folder, `person-${String(person).padStart(5, '0')}`)
    await mkdir(place, { recursive: true })
    await Promise.all(
      Array.from({ length: photosPerPerson }, (_, photo) =>
        writeFile(join(place, `${photo}.jpg`), Buffer.concat([jpeg, Buffer.from(`${person} ${photo}`)])),
      ),
    )
  }
}
