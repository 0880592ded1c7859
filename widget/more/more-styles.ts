/** The looks of menu, questions and the list of chats, see styles.ts. */
export const moreStyles = `
.menu-frame{position:relative}
.panel .menu{position:absolute;z-index:3;top:40px;inset-inline-end:0;min-width:208px;padding:4px;border-radius:12px;background:var(--bg);box-shadow:var(--shadow);animation:appear .15s}
.panel .menu button{display:flex;align-items:center;gap:10px;width:100%;padding:8px 12px;border-radius:8px;font-size:14px;line-height:20px}
.panel .menu button:hover,.panel .menu button:focus-visible{background:var(--soft)}
.menu .icon{width:16px;height:16px;color:var(--muted)}
.panel .menu .danger,.menu .danger .icon{color:var(--danger)}
[dir=rtl] header>.round:first-child .icon{transform:scaleX(-1)}
.sessions{flex:1;min-height:0;display:flex;flex-direction:column;overflow-y:auto;overscroll-behavior:contain}
.sessions .skeleton{padding:16px!important}
.sessions ul{flex:1;padding:8px!important}
.panel li button{display:block;width:100%;padding:10px 12px;border-radius:12px}
.panel li button:hover,.panel li [aria-current=true]{background:var(--soft)}
.line{display:flex;align-items:baseline;justify-content:space-between;gap:12px}
.panel b{font-weight:600;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.line time{flex:none;color:var(--muted);font-size:12px}
.line .preview{color:var(--muted);font-size:13px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.panel .unseen{flex:none;padding:0 8px;border-radius:10px;background:var(--accent);color:var(--on-accent);font-size:12px;line-height:20px}
.panel .new{position:sticky;bottom:0;margin:8px 16px calc(16px + env(safe-area-inset-bottom))}
.veil{position:absolute;inset:0;z-index:4;display:grid;place-items:center;padding:24px!important;background:#0a0c1066;animation:appear .15s}
.panel .question{width:100%;max-width:320px;padding:20px;border-radius:16px;background:var(--bg);box-shadow:var(--shadow)}
.panel h3{font-weight:600;font-size:16px}
.panel .question p{margin-top:8px;color:var(--muted);font-size:14px}
.panel .question .failure{color:var(--danger)}
.panel .question input{width:100%;margin-top:12px;padding:8px 12px;border:1px solid var(--line);border-radius:10px}
.panel .buttons{display:flex;justify-content:end;gap:8px;margin-top:20px}
.panel .plain{background:var(--soft);color:var(--text)}
.panel .destroys{background:#b42318;color:#fff}
@media (pointer:coarse){.panel .menu button{min-height:44px}}
`
