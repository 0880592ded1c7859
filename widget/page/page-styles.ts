/**
 * What every page of the site needs once the panel is there, though it stays closed: the badge, and that the launcher answers a pointer. What the page must not
 * take away: selecting. And what forced colours do: edges made of backgrounds and shadows, and the composer's focus.
 * See styles.ts.
 */
export const pageStyles = `
.launcher:hover{transform:scale(1.06)}
.launcher:active{transform:scale(.94)}
.badge{position:absolute;top:-4px;inset-inline-end:-4px;min-width:10px;padding:0 5px;border-radius:10px;background:#d92d20;color:#fff;font:600 12px/20px system-ui;text-align:center}
.panel{-webkit-user-select:text;user-select:text}
@media (forced-colors:active){
.launcher,.panel,.panel .bubble,.menu,.question,.panel .button,.panel .pill,.round,.send{border:1px solid}
.send:disabled{border-color:GrayText}
.panel :focus-visible,.launcher:focus-visible,footer form:focus-within{outline:2px solid Highlight!important}
.panel textarea:focus-visible{outline:0!important}
.panel .notice{border-bottom:1px solid}
.panel [aria-current=true],.panel [role=menuitem]:hover,.panel [role=menuitem]:focus-visible{outline:2px solid Highlight!important;outline-offset:-2px}
.dots{background:none;border-bottom:4px dotted}
}
`
