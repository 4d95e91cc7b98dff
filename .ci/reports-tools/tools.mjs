// What the scripts beside this one share: the packages of the cache, the reports, and how faults are told.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const { MODULES, OUT } = process.env
export const out = OUT
export const modules = MODULES
export const load = createRequire(join(MODULES, 'x.js'))
export const cases = JSON.parse(readFileSync(join(OUT, 'cases.json')))
export const formats = JSON.parse(readFileSync(join(OUT, 'formats.json')))
export const languages = ['en', 'fr']
export const path = (name, language, format) => join(OUT, `${name}.${language}.${format}`)
export const text = (name, language, format) => readFileSync(path(name, language, format), 'utf8')
export const json = (name, language, format) => JSON.parse(text(name, language, format))

let faults = 0
export const fault = (where, what) => {
  if (++faults <= 40) console.log(`FAULT: ${where}: ${what}`)
}
export const end = what => {
  console.log(faults ? `${what}: ${faults} faults` : `${what}: as expected`)
  process.exit(faults ? 1 : 0)
}
