import type { Theme } from '../contract/theme.ts'
import { DEFAULT_ACCENT, textOn } from './color.ts'

/**
 * The launcher's looks in a theme before the panel is there. Everything of the page's own style is shut out first, and
 * one set of lengths and colours serves the panel too. Its icon is a shape rather than an element, so that it can
 * change without ever being gone: Lucide's message-circle (ISC licence, see icons.tsx), filled.
 */
export function launcherStyles(
  zIndex: number,
  { accent = DEFAULT_ACCENT, side = 'right', offsetX = 20, offsetY = 20, launcher }: Theme,
): string {
  return `
:host{all:initial!important;position:fixed!important;z-index:${zIndex}!important}
*{--accent:${accent};--on-accent:${textOn(accent)};--y:calc(${offsetY}px + env(safe-area-inset-bottom));--size:${launcher === 'compact' ? 48 : 56}px}
.launcher{all:unset;bottom:var(--y);width:var(--size);height:var(--size);border-radius:50%;display:grid;place-items:center;cursor:pointer;background:var(--accent);color:var(--on-accent);box-shadow:0 4px 20px #0003;forced-color-adjust:none}
.launcher,.panel{position:fixed;${side}:calc(${offsetX}px + env(safe-area-inset-${side}))}
.launcher:before{content:"";width:24px;height:24px;background:currentColor;clip-path:path("M7.9 20A9 9 0 1 0 4 16.1L2 22Z")}
.launcher:focus-visible{outline:2px solid;outline-offset:-5px}
[hidden]{display:none!important}
@media print{:host{display:none!important}}
`
}
