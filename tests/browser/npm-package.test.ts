import { execFile, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { delimiter, dirname, extname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { startVisitor } from '../support/visitor.ts'

const root = resolve(import.meta.dirname, '../..')
const bin = (name: string) => join(root, 'node_modules/.bin', name)

let folder: string
let app: string
let stack: Stack
let browser: Browser
let site: Server
let origin: string

/** A fresh Vite app with nothing but the package, built. */
beforeAll(async () => {
  stack = await startStack()
  browser = await launchChromium()
  folder = await mkdtemp(join(tmpdir(), 'porchlight-package-'))
  run('npm', ['pack', '-w', 'porchlight', '--pack-destination', folder], root)
  const [tarball = ''] = readdirSync(folder)
  app = join(folder, 'app')
  mkdirSync(app)
  write('package.json', '{ "private": true, "type": "module" }')
  run('npm', ['install', '--offline', '--no-audit', '--no-fund', join(folder, tarball)])
  const settings = `{ endpoint: '${stack.endpoint}', project: '${stack.projectId}', accent: '#0a7d33', hideLauncher: false }`
  write(
    'main.ts',
    `import { load, type Porchlight } from 'porchlight'\n${MAIN.replace('SETTINGS', settings)}`,
  )
  write(
    'index.html',
    '<!doctype html><title>App</title><h1>App</h1><script type="module" src="main.ts"></script>',
  )
  write('element.ts', `import { defineElement } from 'porchlight'\ndefineElement()`)
  write(
    'element.html',
    `<!doctype html><title>App</title><porchlight-chat endpoint="${stack.endpoint}" project="${stack.projectId}" side="left"></porchlight-chat><script type="module" src="element.ts"></script>`,
  )
  write(
    'vite.config.js',
    `export default { build: { rollupOptions: { input: ['index.html', 'element.html'] } } }`,
  )
  run(bin('vite'), ['build'])
  ;[site, origin] = await serve(join(app, 'dist'))
})

afterAll(async () => {
  site.close()
  await browser.close()
  await stack.close()
  await rm(folder, { recursive: true, force: true })
})

const MAIN = `
const settings = SETTINGS
const chat: Porchlight = await load(settings)
Object.assign(window, { chat, again: (further = {}) => load({ ...settings, ...further }), heard: [] as string[] })
chat.on('message:received', ({ sender }) => Reflect.get(window, 'heard').push(sender))
// @ts-expect-error -- an endpoint is a text
const wrong: Parameters<typeof load>[0] = { endpoint: 7, project: 'x' }
void wrong
`

it('brings no other package, and types that a strict project takes', () => {
  expect(readdirSync(join(app, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
    'porchlight',
  ])
  write(
    'tsconfig.json',
    JSON.stringify({
      compilerOptions: {
        target: 'ES2022',
        module: 'ESNext',
        moduleResolution: 'bundler',
        lib: ['ES2023', 'DOM', 'DOM.Iterable'],
        types: [],
        strict: true,
        exactOptionalPropertyTypes: true,
        noEmit: true,
      },
      files: ['main.ts', 'element.ts'],
    }),
  )
  run(bin('tsc'), ['-p', 'tsconfig.json'])
})

it('puts the widget on the page of a bundled app, and fetches the panel only when it is wanted', async () => {
  const { page, context, files } = await openPage('/')
  const launcher = page.getByRole('button', { name: 'Open chat' })
  await launcher.waitFor()
  const panels = () => [...files].filter((path) => path.includes('/panel-'))
  expect(panels()).toEqual([])
  await launcher.click()
  await page.getByText('Answers from our help articles').waitFor()
  expect(panels()).not.toEqual([])
  await page.getByRole('textbox', { name: 'Message' }).fill('How long does shipping take?')
  await page.getByRole('textbox', { name: 'Message' }).press('Enter')
  await page.getByText('2 to 3 working days').waitFor()
  expect(await page.evaluate('heard')).toContain('bot')
  await context.close()
})

it('is taken off the page and put there again by code', async () => {
  const { page, context } = await openPage('/')
  const launcher = page.getByRole('button', { name: 'Open chat' })
  await launcher.waitFor()
  await page.evaluate('chat.destroy()')
  await launcher.waitFor({ state: 'detached' })
  await page.evaluate('again()')
  await launcher.click()
  await page.getByText('Answers from our help articles').waitFor()
  expect(await page.locator('porchlight-chat').count()).toBe(1)
  await context.close()
})

it('is put there again with nothing of the settings before', async () => {
  const { page, context } = await openPage('/')
  const launcher = page.locator('.launcher')
  await launcher.waitFor()
  await page.evaluate(`chat.destroy()`)
  await page.evaluate(`again({ hideLauncher: true, side: 'left' })`)
  await launcher.waitFor({ state: 'hidden' })
  await page.evaluate(`Porchlight.destroy()`)
  await page.evaluate(`again()`)
  await launcher.waitFor()
  const box = await launcher.boundingBox()
  expect(box?.x).toBeGreaterThan((page.viewportSize()?.width ?? 0) / 2)
  await context.close()
})

it('stays while another element asks for it, hides its launcher for one that says so, and goes with one that was there too shortly', async () => {
  const { page, context } = await openPage('/element.html')
  const launcher = page.locator('.launcher')
  await launcher.waitFor()
  await page.evaluate(`document.body.append(document.querySelector('porchlight-chat[project]').cloneNode())`)
  await page.evaluate(`document.querySelector('porchlight-chat[project]').remove()`)
  expect(await launcher.isVisible()).toBe(true)
  await page.evaluate(`globalThis.last = document.querySelector('porchlight-chat[project]'); last.remove()`)
  await launcher.waitFor({ state: 'detached' })
  await page.evaluate(`document.body.append(last); last.remove()`)
  await page.evaluate(`last.setAttribute('hide-launcher', ''); document.body.append(last)`)
  await page.waitForFunction('window.Porchlight && window.Porchlight.isReady()')
  await launcher.waitFor({ state: 'hidden' })
  await page.evaluate(`last.remove()`)
  await launcher.waitFor({ state: 'detached' })
  expect(await page.evaluate('typeof Porchlight')).toBe('undefined')
  await context.close()
})

it('comes and goes with an element of the page', async () => {
  const { page, context } = await openPage('/element.html')
  const launcher = page.getByRole('button', { name: 'Open chat' })
  await launcher.click()
  await page.getByText('Answers from our help articles').waitFor()
  await page.evaluate(`document.querySelector('porchlight-chat[project]').remove()`)
  await launcher.waitFor({ state: 'detached' })
  expect(await page.locator('porchlight-chat').count()).toBe(0)
  await context.close()
})

it('brings the operators’ scripts under one name, which need nothing else', async () => {
  const visitor = await startVisitor(stack)
  await visitor.send('For the operators')
  // The server is in this process.
  const call = async (...args: string[]) => {
    const path = `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}`
    const options = { cwd: app, env: { PATH: path, ...stack.environment } }
    const { stdout, stderr } = await promisify(execFile)('npx', ['porchlight', ...args], options)
    return { stdout, stderr }
  }
  expect((await call('sessions', '-q')).stdout).toContain(visitor.sessionId)
  expect((await call('show', visitor.sessionId)).stdout).toContain('For the operators')
  expect((await call('tag', visitor.sessionId, '+vip')).stderr).toBe(`${visitor.sessionId}: vip\n`)
  const deployed = await call('deploy')
  expect(deployed.stderr).toContain('Deploying to project')
  expect(deployed.stderr).not.toContain('Building')
})

it('says on a server that it needs a page', () => {
  const { stderr } = spawnSync(
    process.execPath,
    ['-e', `import('porchlight').then(({ load }) => load({ endpoint: '/v1', project: 'x' }))`],
    { cwd: app, encoding: 'utf8' },
  )
  expect(stderr).toContain('load() needs a page')
})

function write(name: string, text: string): void {
  writeFileSync(join(app, name), text)
}

/** Runs a command with this Node first in its path. */
function run(command: string, args: readonly string[], cwd = app): void {
  const path = `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}`
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, PATH: path },
  })
  expect(status, `${command} ${args.join(' ')}\n${stdout}\n${stderr}`).toBe(0)
}

async function serve(dist: string): Promise<[Server, string]> {
  const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' }
  const server = createServer(({ url = '/' }, response) => {
    const name = url === '/' ? '/index.html' : url
    try {
      const body = readFileSync(join(dist, name))
      response.setHeader('content-type', types[extname(name)] ?? 'application/octet-stream').end(body)
    } catch {
      response.writeHead(404).end()
    }
  })
  await once(server.listen(0, 'localhost'), 'listening')
  const address = server.address()
  return [server, `http://localhost:${typeof address === 'object' ? address?.port : ''}`]
}

async function openPage(
  path: string,
): Promise<{ page: Page; context: BrowserContext; files: ReadonlySet<string> }> {
  const context = await browser.newContext()
  const page = await context.newPage()
  const files = new Set<string>()
  page.on('request', (request) => files.add(new URL(request.url()).pathname))
  await page.goto(origin + path)
  return { page, context, files }
}
