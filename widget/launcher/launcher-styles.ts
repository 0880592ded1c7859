import type { Settings } from '../panel/read-options.ts'

/**
 * The launcher's looks before the panel is there, which checks the theme as a whole: here only what could break a rule.
 * Everything of the page's own style is shut out first, and one set of lengths and colours serves the panel too. The
 * icon is black or white, whichever `lab` finds more readable, until the panel has computed it. It is a shape rather
 * than an element, so that it can change without ever being gone: Lucide's message-circle (ISC licence, see icons.tsx),
 * filled.
 */
export function launcherStyles({ accent, side, offsetX, offsetY, launcher, zIndex }: Settings): string {
  const color = /^#[\da-f]{6}$/i.test(accent ?? '') ? accent : '#4353c9'
  const from = side === 'left' ? side : 'right'
  return `
:host{all:initial!important;position:fixed!important;z-index:${Number(zIndex) || 2147483e3}!important}
*{--accent:${color};--on-accent:var(--porchlight-on,lab(from var(--accent) calc(99*(49.4 - l)) 0 0));--y:calc(${px(offsetY)}px + env(safe-area-inset-bottom));--size:${launcher === 'compact' ? 48 : 56}px}
[popover]{all:unset}
.launcher{border:0;padding:0;width:var(--size);height:var(--size);bottom:var(--y);border-radius:50%;display:grid;place-content:center;cursor:pointer;background:var(--accent);color:var(--on-accent);box-shadow:0 4px 20px #0003;forced-color-adjust:none}
.launcher,.panel,i{position:fixed;${from}:calc(${px(offsetX)}px + env(safe-area-inset-${from}))}
.launcher:before{content:"";width:24px;height:24px;background:currentColor;clip-path:path("M7.9 20A9 9 0 1 0 4 16.1L2 22Z")}
i{padding:8px;background:#fff;font:14px system-ui;bottom:calc(var(--y) + var(--size))}
[hidden],i:empty{display:none!important}
@media print{*{display:none!important}}
`
}

function px(value: unknown = 20): number {
  return Math.min(Number(value), 400) || 0
}
