/** The launcher's looks. Everything of the page's own style is shut out first. */
export const launcherStyles = `
:host{all:initial!important;position:fixed!important;z-index:var(--z)!important}
button{all:unset;box-sizing:border-box}
.launcher{position:fixed;bottom:calc(var(--y) + env(safe-area-inset-bottom,0px));width:var(--size);height:var(--size);border-radius:50%;display:grid;place-items:center;cursor:pointer;background:var(--accent);color:var(--on-accent);box-shadow:0 1px 3px #00000029,0 6px 24px #0003;transition:transform .2s;-webkit-tap-highlight-color:transparent}
:host([data-side=right]) .launcher{right:calc(var(--x) + env(safe-area-inset-right,0px))}
:host([data-side=left]) .launcher{left:calc(var(--x) + env(safe-area-inset-left,0px))}
.launcher:hover{transform:scale(1.06)}
.launcher:active{transform:scale(.94)}
.launcher:focus-visible{outline:2px solid var(--on-accent);outline-offset:-5px;box-shadow:0 0 0 3px var(--accent)}
.launcher[hidden]{display:none}
.launcher svg{grid-area:1/1;width:24px;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round;transition:.15s}
[aria-expanded=false] svg+svg,[aria-expanded=true] :first-child{opacity:0;transform:rotate(30deg) scale(.6)}
.badge{position:absolute;top:-4px;right:-4px;box-sizing:border-box;min-width:20px;padding:0 5px;border-radius:10px;background:#d92d20;color:#fff;font:600 12px/20px system-ui;text-align:center}
.badge:empty{display:none}
@media (max-width:480px),(max-height:520px){[aria-expanded=true]{display:none}}
@media (prefers-reduced-motion:reduce){*{transition:none!important}}
@media print{:host{display:none!important}}
`
