import { resolve } from 'node:path'

/**
 * The folder that holds `dist/`: of the checkout, or of the npm package, for which `scripts/build-cli.ts` puts another
 * module in place of this one.
 */
export const root = resolve(import.meta.dirname, '..')

/** Whether the sources are there, to build what is deployed. */
export const isCheckout: boolean = true
