// Reads the reports for programs back: each with a schema, or with a program that others made.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cases, end, fault, formats, json, languages, load, modules, out, path, text } from './tools.mjs'

const here = new URL('.', import.meta.url)
const schemaOf = file => JSON.parse(readFileSync(file))
const Ajv = load('ajv/dist/2020.js').default
const ajv = new Ajv({ allErrors: true, strict: false })
load('ajv-formats').default(ajv)
const AjvDraft4 = load('ajv-draft-04').default
const draft4 = new AjvDraft4({ allErrors: true, strict: false })
load('ajv-formats').default(draft4)
const validators = {
  json: ajv.compile(schemaOf('internal/report/report.schema.json')),
  gitlab: ajv.compile(schemaOf(new URL('gitlab.schema.json', here))),
  ckan: ajv.compile(schemaOf(new URL('ckan.schema.json', here))),
  rdjson: draft4.compile(schemaOf(process.env.RDJSON)),
}
const validate = (where, validator, document) => {
  if (!validator(document)) for (const e of validator.errors) fault(where, `${e.instancePath}: ${e.message}`)
}

const each = check => async format => {
  for (const name of cases) for (const language of languages) await check(`${name} in ${language} as ${format}`, name, language, format)
}
const bySchema = each((where, name, language, format) => validate(where, validators[format], json(name, language, format)))

// The verdicts, by which the other formats are judged.
const verdicts = (name, language) => json(name, language, 'json').runs.map(run => run.verdict)

async function gitlab(format) {
  await bySchema(format)
  for (const name of cases) {
    const prints = json(name, 'en', format).map(issue => issue.fingerprint)
    if (new Set(prints).size < prints.length) fault(name, 'two issues have one fingerprint, so GitLab would hide one')
    if (String(prints) !== String(json(name, 'fr', format).map(issue => issue.fingerprint))) fault(name, 'an issue has another fingerprint in French')
  }
}

// SARIF Multitool ends with 0 whatever it finds: what it writes is read. Rules of GitHub's (GHAS) and of the specification.
function sarif() {
  const log = join(out, 'multitool.json')
  const files = cases.flatMap(name => languages.map(language => path(name, language, 'sarif')))
  const tool = join(modules, '@microsoft/sarif-multitool-linux')
  const ran = spawnSync(join(tool, 'Sarif.Multitool'), ['validate', ...files, '--rule-kind', 'Sarif;Ghas', '--output', log, '--log', 'ForceOverwrite'],
    { encoding: 'utf8', env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' } })
  if (!ran.stdout?.includes(`${files.length} files scanned`)) {
    fault('sarif', `the tool did not read all files: ${ran.error ?? ran.stdout + ran.stderr}`)
    return
  }
  const schema = schemaOf(join(tool, 'sarif-2.1.0.json'))
  const validated = schema.$schema.includes('draft-04') ? draft4.compile(schema) : ajv.compile(schema)
  for (const name of cases) for (const language of languages) validate(`${name} in ${language} as sarif`, validated, json(name, language, 'sarif'))
  for (const run of JSON.parse(readFileSync(log)).runs) {
    for (const result of run.results ?? []) {
      const at = result.locations?.[0]?.physicalLocation?.artifactLocation?.uri
      fault(at, `${result.ruleId} ${JSON.stringify(result.message)}`)
    }
  }
}
async function junit(format) {
  const { validateXML } = load('xmllint-wasm')
  const schema = readFileSync(new URL('junit.xsd', here), 'utf8')
  const xml = cases.flatMap(name => languages.map(language => ({ fileName: `${name}.${language}.xml`, contents: text(name, language, format) })))
  const result = await validateXML({ xml, schema, maxMemoryPages: 2048 })
  for (const e of result.errors) fault(format, e.rawMessage)
}

function tap() {
  const { Parser } = load('tap-parser')
  for (const name of cases) {
    for (const language of languages) {
      const parsed = new Parser({ strict: true })
      parsed.end(text(name, language, 'tap'))
      const conforms = verdicts(name, language).every(verdict => verdict.startsWith('conforms'))
      for (const failure of parsed.failures) if (failure.tapError) fault(`${name} in ${language} as tap`, failure.tapError)
      if (parsed.ok !== conforms) fault(`${name} in ${language} as tap`, `a harness says ${parsed.ok}, the verdict is ${verdicts(name, language)}`)
    }
  }
}

const ndjson = each((where, name, language, format) => {
  const lines = text(name, language, format).trimEnd().split('\n').map(line => JSON.parse(line))
  const runs = lines.filter(line => line.type === 'run')
  if (String(runs.map(run => run.verdict)) !== String(verdicts(name, language))) fault(where, 'other verdicts than the report')
})

// The form into which the page of ckanext-validation turns a report of version 5 before it validates and shows it.
function shownByCKAN(report) {
  if (!('warnings' in report)) return report
  const error = ({ type, title, rowNumber, fieldNumber, ...rest }) => ({ ...rest, code: type, name: title, ...(rowNumber && { rowPosition: rowNumber }), ...(fieldNumber && { fieldPosition: fieldNumber }) })
  return {
    ...report, version: '5', time: report.stats.seconds,
    errors: report.errors.map(e => ({ ...e, code: e.type })),
    tasks: report.tasks.map(task => ({
      ...task, scope: [], partial: false, time: task.stats.seconds,
      resource: { name: task.name, path: task.place, ...(task.type === 'table' && { schema: { fields: task.labels.map(name => ({ name })) } }) },
      errors: task.errors.map(error),
    })),
  }
}
function ckanReport(where, report, name, language) {
  validate(where, validators.ckan, shownByCKAN(report))
  const conforms = verdicts(name, language).every(verdict => verdict.startsWith('conforms'))
  if (report.valid !== conforms) fault(where, `valid is ${report.valid}, the verdict ${verdicts(name, language)}`)
}
const ckan = each((where, name, language, format) => ckanReport(where, json(name, language, format), name, language))
const ckanCanada = each((where, name, language, format) => {
  const reports = json(name, language, format)
  if (String(Object.keys(reports).sort()) !== 'en,fr') fault(where, `languages ${Object.keys(reports)}`)
  for (const l of languages) {
    ckanReport(`${where}, ${l}`, reports[l], name, language)
    if (l === language && JSON.stringify(reports[l]) !== JSON.stringify(json(name, l, 'ckan'))) fault(where, `the report in ${l} is not the one of --format ckan`)
  }
})

// Expanding and canonizing ask for every term and IRI; "safe" refuses what would be dropped. Nothing may be fetched.
async function jsonld(format) {
  const ld = load('jsonld')
  const documentLoader = url => { throw new Error(`would fetch ${url}`) }
  for (const name of cases) {
    const where = `${name} as ${format}`
    try {
      const [document, french] = languages.map(language => json(name, language, format))
      const [expanded] = await ld.expand(document, { documentLoader, safe: true }).then(nodes => [nodes])
      const quads = (await ld.canonize(document, { algorithm: 'URDNA2015', safe: true, documentLoader })).split('\n')
      if (JSON.stringify(document['@graph'].filter(node => node['@type'] !== 'prov:Activity')) !== JSON.stringify(french['@graph'].filter(node => node['@type'] !== 'prov:Activity'))) fault(where, 'another document in French')
      const claims = quads.filter(quad => quad.includes('<http://purl.org/dc/terms/conformsTo>'))
      const report = json(name, 'en', 'json')
      const passed = report.runs.filter(run => run.verdict === 'conforms' && run.standard.name !== 'none')
      if (claims.length !== passed.length) fault(where, `${claims.length} datasets are said to conform, ${passed.length} do`)
      const outcomes = quads.filter(quad => quad.includes('<http://www.w3.org/ns/earl#outcome>')).length
      const assertions = report.runs.reduce((n, run) => n + 1 + run.assertions.length, 0)
      if (outcomes !== assertions) fault(where, `${outcomes} outcomes, ${assertions} assertions`)
      if (!quads.some(quad => quad.includes('"@fr')) || expanded.length === 0) fault(where, 'no French')
    } catch (e) {
      fault(where, e.details ? `${e.message} ${JSON.stringify(e.details).slice(0, 300)}` : e.stack)
    }
  }
}

// A CommonMark library renders a comment; all markup in it is ours, and none of it leads away.
const markdown = each((where, name, language, format) => {
  const { Parser } = load('commonmark')
  const document = new Parser().parse(text(name, language, format))
  const walker = document.walker()
  for (let event; (event = walker.next());) {
    if (!event.entering) continue
    const { type, literal, destination } = event.node
    if (type === 'html_block' || type === 'html_inline') {
      const rest = literal.replaceAll(/<\/?(details|summary|strong|b|code|br|sub)>|<!--[a-z -]*-->/g, '')
      if (/[<>]/.test(rest)) fault(where, `markup ${literal.slice(0, 200)}`)
    }
    if (type === 'image' || type === 'link' && destination !== 'https://github.com/cogwg/hvdlint') fault(where, `a ${type} to ${destination}`)
  }
})

const github = each((where, name, language, format) => {
  for (const line of text(name, language, format).trimEnd().split('\n')) {
    if (!/^::(error|warning|notice) file=[^:]*::./.test(line) && /^\s*::|##\[/.test(line)) fault(where, `a command: ${line.slice(0, 200)}`)
  }
})

const elsewhere = () => {} // read.py, html.mjs and browse.mjs read these
const checks = {
  text: github, json: bySchema, html: elsewhere, 'html-en': elsewhere, 'html-fr': elsewhere, markdown, badge: elsewhere, sarif, github, gitlab, junit,
  rdjson: bySchema, tap, csv: elsewhere, 'csv-plain': elsewhere, xlsx: elsewhere, ndjson, frictionless: elsewhere, ckan, 'ckan-canada': ckanCanada, jsonld,
}
for (const format of formats) {
  if (!checks[format]) fault(format, 'nothing reads this format back: add it to .ci/reports-tools/read.mjs')
  else await checks[format](format)
}
end(`${formats.length} formats read by others`)
