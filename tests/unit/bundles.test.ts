import { resolve } from 'node:path'
import type { Metafile } from 'esbuild'
import { beforeAll, describe, expect, it } from 'vitest'
import { budgets, overBudget } from '../../scripts/budget/budgets.ts'
import { buildAll } from '../../scripts/build-all.ts'

const root = resolve(import.meta.dirname, '../..')

/** The folders of ours and the packages that went into a bundle, from esbuild's own account. */
function contents(metafile: Metafile): string[] {
  const places = Object.values(metafile.outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => placeOf(path))
  return [...new Set(places)].sort()
}

function placeOf(path: string): string {
  const parts = path.split('/')
  const packageAt = parts.lastIndexOf('node_modules')
  if (packageAt >= 0) {
    const name = parts[packageAt + 1] ?? ''
    return name.startsWith('@') ? `${name}/${parts[packageAt + 2]}` : name
  }
  return parts[0] === 'functions' ? `functions/${parts[1]}` : (parts[0] ?? '')
}

describe('what goes into a bundle', () => {
  let built: Awaited<ReturnType<typeof buildAll>>
  beforeAll(async () => {
    built = await buildAll(root)
  })

  it('the launcher is ours alone', () => {
    const places = contents(built.widget.metafile.loader)
    expect(places).toContain('widget')
    expect(['contract', 'widget']).toEqual(expect.arrayContaining(places))
  })

  it('the panel holds Preact and nothing else of others', () => {
    expect(contents(built.widget.metafile.panel)).toEqual(['client', 'contract', 'preact', 'widget'])
  })

  it('the inbox holds Preact and nanostores, and no SDK', () => {
    expect(contents(built.inbox.metafile)).toEqual([
      '@nanostores/preact',
      'client',
      'contract',
      'inbox',
      'nanostores',
      'preact',
    ])
  })

  it.each([
    ['chat', ['functions/attachments', 'functions/statistics', 'jose', 'zod']],
    ['help', ['functions/articles', 'functions/language', '@orama/stemmers', 'stopword', 'zod']],
    [
      'bot',
      [
        'functions/articles',
        'functions/language',
        '@orama/stemmers',
        'eventsource-parser',
        'stopword',
        'zod',
      ],
    ],
    [
      'admin',
      [
        'docs',
        'functions/attachments',
        'functions/mail',
        'functions/statistics',
        'mcp',
        'postal-mime',
        'zod',
      ],
    ],
    [
      'upkeep',
      [
        'functions/articles',
        'functions/language',
        'functions/mail',
        'functions/statistics',
        '@orama/stemmers',
        'nodemailer',
        'stopword',
        'zod',
      ],
    ],
  ])('the function %s holds its use cases, and no HTTP client beside our own', (id, further) => {
    const bundle = built.functions.find((one) => one.id === id)
    expect(bundle && contents(bundle.metafile)).toEqual(
      [
        ...further,
        'bignumber.js',
        'contract',
        `functions/${id}`,
        'functions/platform',
        'functions/repositories',
        'functions/sessions',
        'json-bigint',
        'node-appwrite',
      ].sort(),
    )
  })
})

describe('a budget', () => {
  it('is kept at its very number, and broken one above', () => {
    const at = { what: 'launcher', budget: 'loaderGzipBytes', value: budgets.loaderGzipBytes } as const
    expect(overBudget([at])).toEqual([])
    expect(overBudget([{ ...at, value: at.value + 1 }])).toHaveLength(1)
  })
})
