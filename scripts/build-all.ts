import { resolve } from 'node:path'
import { buildFunctions } from './build-functions.ts'
import { buildInbox } from './build-inbox.ts'
import { buildWidget } from './build-widget.ts'

/** Builds all that is served or deployed into `dist/`: widget, inbox, functions. */
export async function buildAll(root: string) {
  const [widget, inbox, functions] = await Promise.all([
    buildWidget(resolve(root, 'dist/widget')),
    buildInbox(root, resolve(root, 'dist/inbox')),
    buildFunctions(root),
  ])
  return { widget, inbox, functions }
}
