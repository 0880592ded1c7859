/** `npm run build`: builds everything into `dist/`, prints what it costs, fails when that is over budget. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { budgets, overBudget, type BudgetName, type Measured } from './budget/budgets.ts'
import { measureCliStart } from './budget/measure-cli-start.ts'
import { measureColdStart } from './budget/measure-cold-start.ts'
import { buildAll } from './build-all.ts'
import { buildCli } from './build-cli.ts'
import { integrityOf } from './integrity.ts'

/** What a function's start may cost, where that isn't what those that visitors wait for may. */
const startBudgets: Readonly<Partial<Record<(typeof functions)[number]['id'], BudgetName>>> = {
  admin: 'adminStartOverNode',
  bot: 'backgroundStartOverNode',
  upkeep: 'backgroundStartOverNode',
}

const root = resolve(import.meta.dirname, '..')
const { widget, inbox, functions } = await buildAll(root)
const cli = await buildCli(root, resolve(root, 'dist/cli'))
const measured: Measured[] = []

let widgetBytes = 0
for (const [index, { name, gzipBytes }] of widget.files
  .filter((file) => file.translation === null)
  .entries()) {
  widgetBytes += gzipBytes
  if (index === 0) measured.push({ what: 'launcher', budget: 'loaderGzipBytes', value: gzipBytes })
  else if (index === 1)
    measured.push({ what: 'launcher and panel', budget: 'widgetGzipBytes', value: widgetBytes })
  else
    measured.push({
      what: `… and ${name.replace(/-.*/, '')}`,
      budget: 'wholeWidgetGzipBytes',
      value: widgetBytes,
    })
}
for (const [translation, budget] of [
  ['panel', 'translationGzipBytes'],
  ['late', 'lateTranslationGzipBytes'],
] as const) {
  const [largest] = widget.files
    .filter((file) => file.translation === translation)
    .toSorted((one, other) => other.gzipBytes - one.gzipBytes)
  if (largest === undefined) continue
  const { name, gzipBytes } = largest
  measured.push({
    what: `largest translation (${name.replace(/-\w+\.js$/, '')})`,
    budget,
    value: gzipBytes,
  })
}
const inboxBytes = inbox.firstFiles
  .map((name) => gzipSync(readFileSync(resolve(root, 'dist/inbox', name)), { level: 9 }).length)
  .reduce((sum, bytes) => sum + bytes, 0)
measured.push({ what: 'inbox', budget: 'inboxGzipBytes', value: inboxBytes })
for (const { id, file } of functions) {
  const { ms, overBareNode, memoryMb } = await measureColdStart(file)
  measured.push({
    what: `function ${id}, start (${ms.toFixed(0)} ms)`,
    budget: startBudgets[id] ?? 'functionStartOverNode',
    value: overBareNode,
  })
  measured.push({ what: `function ${id}, memory`, budget: 'functionMemoryMb', value: memoryMb })
}

const { ms: cliMs, overBareNode: cliOverNode } = await measureCliStart(cli.entry)
measured.push({ what: 'porchlight', budget: 'cliGzipBytes', value: cli.gzipBytes })
measured.push({
  what: `porchlight, start (${cliMs.toFixed(0)} ms)`,
  budget: 'cliStartOverNode',
  value: cliOverNode,
})

for (const { what, budget, value } of measured) {
  process.stdout.write(
    `${what.padEnd(30)}${inUnits(budget, value).padStart(12)}   of ${inUnits(budget, budgets[budget])}\n`,
  )
}
process.stdout.write(
  `integrity of widget.js        ${integrityOf(readFileSync(resolve(root, 'dist/widget/widget.js')))}\n`,
)
const over = overBudget(measured)
for (const { what } of over) process.stderr.write(`Over budget: ${what}\n`)
process.exitCode = over.length === 0 ? 0 : 1

function inUnits(budget: Measured['budget'], value: number): string {
  if (budget.endsWith('Bytes')) return `${Math.round(value).toLocaleString('en')} B gz`
  return budget.endsWith('Mb') ? `${value.toFixed(0)} MB` : `${value.toFixed(2)} × Node`
}
