// Validates the pages and the badges with the Nu Html Checker.
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { cases, end, fault, languages, modules, out, path } from './tools.mjs'

const jar = join(modules, 'vnu-jar/build/dist/vnu.jar')

// The style's digest is in the policy of the page, which the checker does not look at; browse.mjs asks a browser whether the style holds.
const known = /^Inline style violates Content Security Policy/

function check(files, ...options) {
  const ran = spawnSync('java', ['-Xss8m', '-jar', jar, '--format', 'json', '--exit-zero-always', '--stdout', ...options, ...files], { encoding: 'utf8', maxBuffer: 1 << 28 })
  let messages
  try {
    messages = JSON.parse(ran.stdout).messages
  } catch {
    fault('vnu', ran.stdout + ran.stderr)
    return
  }
  for (const m of messages) if (!known.test(m.message)) fault(`${basename(m.url)}:${m.lastLine}`, `${m.type}: ${m.message} ${m.extract ?? ''}`)
}

const folder = join(out, 'pages')
mkdirSync(folder, { recursive: true })
const copies = (format, extension, of = cases) => of.flatMap(name => languages.map(language => {
  const copy = join(folder, `${name}.${language}.${format}.${extension}`)
  copyFileSync(path(name, language, format), copy)
  return copy
}))
check([...copies('html', 'html'), ...copies('html-en', 'html', ['defective']), ...copies('html-fr', 'html', ['defective'])])
check(copies('badge', 'svg'), '--svg')
end('pages and badges, by the Nu Html Checker')
