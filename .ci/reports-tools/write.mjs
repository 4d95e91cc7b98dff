// Writes a report of every kind of dataset, in every format and both languages: OUT/<case>.<language>.<format>.
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const { HVDLINT, OUT } = process.env
mkdirSync(OUT, { recursive: true })

// Values that try to be more than a value, in the header and in cells.
const hostile = [
  '<script>alert(1)</script>', '</script><img src=x onerror=alert(1)>', '"><b onmouseover=x>', '=cmd|\' /C calc\'!A0', '+1+1', '-1+1', '@SUM(1)',
  '\t=1+1', '\r=1+1', 'a\x1b[31mb', '\x1b]0;x\x07', '::error file=x::y', '##[add-mask]x', ']]>', '<![CDATA[', 'a\u202eb', 'a\u2066b', 'a\u200bb',
  'a\u2028b', '[a](http://example.org)', '![a](http://example.org/a.png)', '<http://example.org>', 'www.example.org', '@octocat #12', 'a|b', '`a`', '```', '# a',
  '{{0}} {n|one|many} {', '%0A%d', 'a\nb', 'a\u0000b', '&lt;&#0;&x;', '\\', "'", 'x'.repeat(1 << 20),
]
const quoted = value => '"' + value.replaceAll('"', '""') + '"'
const rows = hostile.map((value, i) => [`${1800 + i}`, value, value, value].map(quoted).join(','))
const bad = Buffer.concat([Buffer.from('2016,'), Buffer.from([0xed, 0xa0, 0x80, 0xe9]), Buffer.from(',x,-1\n')])

const data = join(OUT, 'data')
mkdirSync(join(data, 'tables'), { recursive: true })
const put = (name, text) => writeFileSync(join(data, name), text)
for (const name of ['conforming.csv', 'names.csv', 'prenoms.csv']) cpSync(join('testdata', name), join(data, name))
put('hostile.csv', ['year', ...hostile.slice(0, 3)].map(quoted).join(',') + '\n' + rows.join('\n') + '\n')
// As many sound records as hostile ones, so that these are told one by one.
put('cells.csv', 'jurisdiction,year,sex,first_name,count\n' + hostile.map((value, i) =>
  [value, 1900 + i, value, value, value].map(v => quoted(String(v))).join(',') + `\nNS,${1900 + i},F,NAME,45\n`).join(''))
put('bytes.csv', Buffer.concat([Buffer.from('year,sex,first_name,count\n'), bad]))
put('[a](b) <i> & "c" `d`.csv', 'year,sex,first_name,count\n1066,F,MARY,45\n')
put('broken.xlsx', 'PK\x03\x04 not a workbook')
put('tables/datapackage.json', JSON.stringify({
  name: 'births', resources: [
    { name: 'names', path: 'names.csv', schema: { fields: [{ name: 'code' }, { name: 'year', type: 'integer' }], primaryKey: ['code', 'year'], foreignKeys: [{ fields: ['code'], reference: { resource: 'codes', fields: ['code'] } }] } },
    { name: 'codes', path: 'codes.csv', schema: { fields: [{ name: 'code', constraints: { required: true, unique: true } }, { name: 'title' }] } },
  ],
}))
put('tables/names.csv', 'code,year\nNS,2016\nNS,2016\nXX,2017\nON,x\n')
put('tables/codes.csv', 'code,title\nNS,Nova Scotia\nON,Ontario\nON,Ontario\n')
const waiver = (requirement, scope, expires) => `- requirement: ${requirement}
  scope: ${JSON.stringify(scope)}
  reason: {en: "<b>Until</b> the export is mended.", fr: "En attendant la correction de l’export."}
  owner: "=data@example.org"
  date: 2026-01-15
  expires: ${expires}
`
put('waivers.yaml', 'version: 1\nwaivers:\n' + waiver('fields/count/digits', { field: 'count' }, '2027-12-31') + waiver('primaryKey', { file: 'names.csv' }, '2027-12-31') +
  waiver('fields/count/suppression', {}, '2026-02-01') + waiver('no-padding', { key: { first_name: ['NOBODY'] } }, '2027-12-31'))
put('all.yaml', 'version: 1\nwaivers:\n' + waiver('fields/count/digits', { field: 'count' }, '2027-12-31'))
put('grouped.csv', 'jurisdiction,year,sex,first_name,count\nNS,2016,F,OLIVIA,"1,048"\nNS,2016,M,JAMES,29\n')
const workbooks = 'standards/baby-names/1.0.0/examples'
cpSync(join(workbooks, 'valid/workbook.xlsx'), join(data, 'good.xlsx'))
cpSync(join(workbooks, 'invalid/sheet--values.xlsx'), join(data, 'formulas.xlsx'))

const names = ['--standard', 'baby-names']
const cases = {
  conforming: [0, 'conforming.csv', ...names],
  workbook: [0, 'good.xlsx', ...names],
  formulas: [0, 'formulas.xlsx', ...names],
  defective: [1, 'names.csv', ...names],
  french: [0, 'prenoms.csv', ...names],
  structure: [0, 'names.csv', '--standard', 'none'],
  hostile: [1, 'hostile.csv', ...names],
  cells: [1, 'cells.csv', ...names, '--max-samples', '0'],
  capped: [1, 'cells.csv', ...names, '--max-samples', '1'],
  bytes: [1, 'bytes.csv', ...names],
  filename: [1, '[a](b) <i> & "c" `d`.csv', ...names],
  unreadable: [3, 'broken.xlsx', ...names],
  missing: [3, 'missing.csv', ...names],
  tables: [1, 'tables'],
  waived: [1, 'names.csv', ...names, '--waivers', 'waivers.yaml', '--date', '2026-11-26'],
  excepted: [0, 'grouped.csv', ...names, '--waivers', 'all.yaml', '--date', '2026-11-26'],
  several: [3, 'conforming.csv', 'names.csv', 'broken.xlsx', ...names],
}

const listed = execFileSync(HVDLINT, ['__complete', 'check', '--format', ''], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
const formats = listed.split('\n').map(line => line.split('\t')[0]).filter(name => /^[a-z][a-z-]*$/.test(name) && name !== 'ci')
writeFileSync(join(OUT, 'formats.json'), JSON.stringify(formats))
writeFileSync(join(OUT, 'cases.json'), JSON.stringify(Object.keys(cases)))

let failed = 0
for (const [name, [want, ...args]] of Object.entries(cases)) {
  for (const language of ['en', 'fr']) {
    const outputs = formats.flatMap(format => ['--format', format, '-o', join('..', `${name}.${language}.${format}`)])
    const ran = spawnSync(HVDLINT, ['check', ...args, '--lang', language, '--quiet', ...outputs], { cwd: data, encoding: 'utf8' })
    if (ran.status !== want) {
      failed++
      console.log(`${name} in ${language}: exit status ${ran.status}, want ${want}\n${ran.stdout}${ran.stderr}`)
    }
  }
}
const sizes = readFileSync(join(OUT, 'hostile.en.json')).length
console.log(`${Object.keys(cases).length} datasets, ${formats.length} formats, 2 languages; the hostile report has ${sizes} bytes as JSON`)
process.exit(failed ? 1 : 0)
