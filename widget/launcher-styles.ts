/**
 * The launcher's looks before the panel is there. Everything of the page's own style is shut out first, and one set of
 * lengths and colours, which the theme sets, serves the panel too.
 */
export const launcherStyles = `
:host{all:initial!important;position:fixed!important;z-index:var(--z)!important}
.launcher{all:unset;position:fixed;left:var(--left);right:var(--right);bottom:calc(var(--y) + env(safe-area-inset-bottom,0px));width:var(--size);height:var(--size);border-radius:50%;display:grid;place-items:center;cursor:pointer;background:var(--accent);color:var(--on-accent);box-shadow:0 4px 20px #0003}
.launcher:focus-visible{outline:2px solid;outline-offset:-5px}
[hidden]{display:none!important}
svg{grid-area:1/1;width:24px;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
@media print{:host{display:none!important}}
`
