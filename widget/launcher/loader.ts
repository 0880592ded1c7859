/**
 * The one script of the snippet: draws the launcher, offers the global `Porchlight`, fetches the panel when somebody
 * is about to open it. Until then no request, no socket, no storage. Whatever happens, nothing is thrown into the page:
 * the build puts all of it into a `try`.
 */
import { offerCommands } from './commands.ts'
import { stub } from './snippet.ts'

// Included twice: the first one stays.
if (!stub?.isReady) offerCommands()
