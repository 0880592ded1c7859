/** The looks of files, see styles.ts. */
export const attachmentStyles = `
footer form{flex-wrap:wrap}
.panel .clip{flex:none;display:grid;place-items:center;width:34px;height:34px;border-radius:50%;color:var(--muted)}
.panel .clip:hover{background:var(--soft);color:var(--text)}
.panel .tray{order:-1;flex:0 0 100%;display:flex;flex-wrap:wrap;gap:6px;max-height:176px;overflow-y:auto;padding:4px}
.panel .tray:empty{display:none}
.panel .chip{position:relative;display:flex;align-items:center;gap:8px;max-width:100%;min-height:48px;padding:4px 4px 4px 8px;border:1px solid var(--line);border-radius:12px;font-size:13px;overflow:hidden}
.chip img{width:36px;height:36px;border-radius:6px;object-fit:cover}
.chip div,.file div{min-width:0;flex:1}
.chip bdi,.file bdi{display:block;max-width:180px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.chip small,.file small{display:block;color:var(--muted);font-size:12px}
.panel .chip .bad{color:var(--danger)}
.chip progress{position:absolute;inset:auto 0 0;width:100%;height:3px;border:0;appearance:none;background:none}
.chip progress::-webkit-progress-bar{background:none}
.chip progress::-webkit-progress-value{background:var(--accent)}
.chip progress::-moz-progress-bar{background:var(--accent)}
.panel .chip .round{width:28px;height:28px}
.attachments{display:flex;flex-direction:column;gap:4px;max-width:92%;align-items:start}
.visitor .attachments{align-items:end}
.panel .picture{display:block;max-width:100%;border:1px solid var(--line);border-radius:16px;overflow:hidden;background:var(--soft)}
.picture img{display:block;max-width:100%;height:auto;max-height:280px;object-fit:cover}
.panel .file{display:flex;align-items:center;gap:10px;max-width:100%;padding:8px 14px 8px 12px;border:1px solid var(--line);border-radius:16px;font-size:14px}
.panel .file:hover{background:var(--soft)}
@media (pointer:coarse){.panel .clip,.panel .chip .round{width:44px;height:44px}}
`
