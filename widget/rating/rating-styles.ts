/** The looks of a rating, see styles.ts. */
export const ratingStyles = `
.panel .rating{display:flex;flex-wrap:wrap;align-items:center;gap:4px 8px;padding:8px 16px;border-top:1px solid var(--line);font-size:13px}
.rating p,.panel .stars{flex:1 0 100%}
.panel .stars{display:flex;border:0;margin-inline-start:-8px}
.panel .stars legend{padding-inline-start:8px}
.panel .stars button{display:grid;place-items:center;width:36px;height:36px;border-radius:8px;color:var(--muted)}
.panel .stars button:hover{background:var(--soft)}
.panel .stars .on{color:var(--accent-text)}
.on .icon{fill:currentColor}
.stars .icon{width:22px;height:22px}
.panel .rating input{flex:1;min-width:0;padding:6px 12px;border:1px solid var(--line);border-radius:10px}
@media (pointer:coarse){.panel .stars button{width:44px;height:44px}}
`
