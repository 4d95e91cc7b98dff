// Opens pages in a browser: nothing is fetched and the policy holds; axe finds nothing in either language and scheme; a keyboard reaches and
// works everything; a narrow screen needs no scrolling sideways.
import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { cases, end, fault, languages, load, modules, path } from './tools.mjs'

const { chromium } = load('playwright-core')
const axe = readFileSync(join(modules, 'axe-core/axe.min.js'), 'utf8')
const looked = ['conforming', 'defective', 'cells', 'several', 'unreadable', 'waived'].filter(name => cases.includes(name))

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
})

async function open(name, language, options, format = 'html') {
  const where = `${name} in ${language}, ${options.colorScheme ?? 'light'}, ${options.viewport?.width ?? 1280} wide`
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const file = path(name, language, format) + '.html'
  copyFileSync(path(name, language, format), file)
  page.on('request', request => { if (!request.url().startsWith('file:') && !request.url().startsWith('data:')) fault(where, `asks for ${request.url()}`) })
  page.on('console', message => fault(where, `console: ${message.text()}`))
  page.on('pageerror', error => fault(where, `error: ${error}`))
  page.on('dialog', dialog => { fault(where, `a dialog: ${dialog.message()}`); dialog.dismiss() })
  await page.goto(pathToFileURL(file).href)
  return { page, where, close: () => context.close() }
}

// What axe finds on what is shown, with everything folded opened.
async function audit(page, where) {
  await page.evaluate(() => document.querySelectorAll('details').forEach(d => { d.open = true }))
  await page.evaluate(axe)
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'],
  }))
  for (const v of violations) fault(where, `${v.id}: ${v.help}: ${v.nodes.slice(0, 2).map(n => n.html.slice(0, 160)).join(' … ')}`)
}

const shown = (page, language) => page.locator(`div.in-${language}`).isVisible()

async function schemes(name) {
  for (const colorScheme of ['light', 'dark']) {
    const { page, where, close } = await open(name, 'en', { colorScheme })
    if (await page.locator('.skip').first().evaluate(e => getComputedStyle(e).position) !== 'absolute') fault(where, 'the policy keeps the style out')
    const ground = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor + getComputedStyle(document.body).backgroundColor)
    if (colorScheme === 'dark' && !/rgb\((\d{1,2}), /.test(ground)) fault(where, `the ground is ${ground}`)
    await audit(page, where)
    await page.locator('label[for=switch-fr]').click()
    if (!await shown(page, 'fr') || await shown(page, 'en')) fault(where, 'the switch does not turn to French')
    await audit(page, where + ', turned to French')
    await close()
  }
}

async function narrow(name) {
  for (const language of languages) {
    for (const width of [320, 360]) {
      const { page, where, close } = await open(name, language, { viewport: { width, height: 740 }, hasTouch: true })
      await page.evaluate(() => document.querySelectorAll('details').forEach(d => { d.open = true }))
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      if (wide > 0) {
        const what = await page.evaluate(() => [...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.scroll')).slice(0, 3).map(e => e.outerHTML.slice(0, 120)))
        fault(where, `${wide} pixels too wide: ${what.join(' … ')}`)
      }
      if (width === 360) await audit(page, where)
      await close()
    }
  }
}

// Focus is where a person sees it: on the screen, with a mark around it.
const seen = page => page.evaluate(() => {
  const e = document.activeElement
  const box = e.getBoundingClientRect()
  const style = getComputedStyle(e)
  return {
    name: e.tagName.toLowerCase(), text: e.outerHTML.slice(0, 120), href: e.getAttribute('href'), open: e.parentElement?.open, id: e.id,
    visible: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
    marked: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 || style.boxShadow !== 'none',
  }
})

async function keyboard(name, language) {
  const { page, where, close } = await open(name, language, {})
  const press = async key => { await page.keyboard.press(key); return seen(page) }
  const other = language === 'en' ? 'fr' : 'en'

  let at = await press('Tab')
  if (at.href !== '#' + language || !at.visible || !at.marked) fault(where, `the first stop is no visible link past the head: ${at.text}`)
  await press('Enter')
  if (await page.evaluate(() => document.activeElement.id) !== language) fault(where, 'the link past the head leads nowhere')

  await page.goto(page.url().replace(/#.*/, ''))
  await press('Tab')
  at = await press('Tab')
  if (at.id !== 'switch-' + language || !at.marked) fault(where, `the second stop is not the switch of languages: ${at.text}`)
  await press(language === 'en' ? 'ArrowRight' : 'ArrowLeft')
  if (!await shown(page, other) || await shown(page, language)) fault(where, 'an arrow key does not turn the language')
  await press(language === 'en' ? 'ArrowLeft' : 'ArrowRight')
  if (!await shown(page, language)) fault(where, 'an arrow key does not turn the language back')

  let stops = 0, folds = 0, links = 0
  for (at = await press('Tab'); at.name !== 'body' && stops < 400; at = await press('Tab')) {
    stops++
    if (!at.visible) fault(where, `stop ${stops} is out of sight: ${at.text}`)
    if (!at.marked) fault(where, `stop ${stops} has no mark of focus: ${at.text}`)
    if (at.name === 'summary' && folds++ < 6) {
      for (const key of ['Enter', 'Space']) {
        const before = (await seen(page)).open
        if ((await press(key)).open === before) fault(where, `${key} does not fold: ${at.text}`)
      }
    }
    if (at.name === 'a' && at.href?.startsWith('#')) {
      links++
      const there = await page.evaluate(id => {
        const e = document.getElementById(id)
        return Boolean(e) && !e.closest('details:not([open])')?.contains(e) || e?.matches('summary, details')
      }, at.href.slice(1))
      if (!there) fault(where, `${at.href} is nowhere, or folded away`)
    }
  }
  console.log(`${where}: ${stops} stops, ${folds} folds, ${links} links within the page`)
  if (stops < 3 || folds < 1) fault(where, 'the walk is too short to have been one')
  await close()
}

for (const name of looked) {
  await schemes(name)
  await narrow(name)
}
for (const language of languages) await keyboard('defective', language)
for (const language of languages) {
  const { page, where, close } = await open('defective', language, {}, `html-${language}`)
  await audit(page, where + ' alone')
  if (await page.locator('.switch').count()) fault(where, 'a page in one language has a switch')
  await close()
}
await browser.close()
end(`${looked.length} pages in a browser`)
