import { readFile } from 'node:fs/promises'
import { decodeImage } from '@maskmirror/imaging/codec'

/** Decodes the picture of the command line in a process that does nothing else, and prints what it took as JSON. */
const bytes = await readFile(process.argv[2]!)
const before = process.memoryUsage.rss()
const started = process.cpuUsage()
const { width, height } = await decodeImage(bytes)
const { user, system } = process.cpuUsage(started)
const mostBytes = process.resourceUsage().maxRSS * 1024
console.log(JSON.stringify({ width, height, cpuMs: (user + system) / 1000, memoryBytes: mostBytes - before }))
