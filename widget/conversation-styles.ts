/** The looks of messages, see styles.ts. */
export const conversationStyles = `
.panel .waiting{background:var(--note);color:var(--note-text)}
.log-frame{position:relative;flex:1;min-height:0;display:flex}
.block{display:flex;flex-direction:column;gap:12px}
.log>.bubble{align-self:start;border-end-start-radius:4px}
.log a{color:var(--accent-text);text-decoration:underline;text-underline-offset:2px}
.panel .divider{align-self:center;max-width:90%;text-align:center;color:var(--muted);font-size:12px;overflow-wrap:anywhere}
.panel .name{margin-inline-start:32px;color:var(--muted);font-size:12px}
.row{display:flex;align-items:end;gap:8px;width:100%}
.row,.visitor .bubble{animation:rise .18s ease-out}
.stack{display:flex;flex-direction:column;align-items:start;gap:4px;min-width:0;max-width:calc(100% - 56px)}
.stack .bubble{max-width:100%}
.row:last-of-type .bubble{border-end-start-radius:4px}
.visitor .bubble:not(:last-of-type){border-end-end-radius:16px}
.visitor .bubble a{color:inherit}
.avatar.small{width:24px;height:24px;margin:0!important;background:var(--soft);color:var(--muted);font-size:10px!important}
.avatar.small:empty{background:none}
.avatar.small .icon{width:14px;height:14px}
.group:not(.visitor)>.meta{margin-inline-start:32px}
.streaming::after{content:"";display:inline-block;width:2px;height:1em;margin-inline-start:2px;vertical-align:-2px;background:var(--muted);animation:pulse 1s infinite}
.streaming:has(.dots)::after{display:none}
.panel .sources{display:flex;flex-wrap:wrap;gap:4px;max-width:100%;font-size:12.5px}
.sources li{max-width:100%;padding:3px 10px!important;border:1px solid var(--line);border-radius:12px;color:var(--muted);overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.sources a{text-decoration:none}
.sources a:hover{text-decoration:underline}
.panel .quiet{padding:3px 10px;border:1px solid var(--line);border-radius:12px;font-size:12.5px;color:var(--accent-text)}
.panel .quiet:hover{background:var(--soft)}
.log>.quiet{align-self:center}
.offer{display:flex;flex-direction:column;align-items:start;gap:8px;margin:4px 0 0 32px!important;color:var(--muted);font-size:13px!important}
.typing{display:flex;align-items:center;gap:8px;min-height:38px}
.aside{color:var(--muted);font-size:13px!important}
.dots{display:inline-block;width:28px;height:8px;color:var(--muted);background:radial-gradient(circle 3px,currentColor 96%,transparent) 0/33.3% 100%;animation:pulse 1.2s infinite}
.panel .pill{position:absolute;bottom:8px;left:50%;transform:translateX(-50%);display:flex;align-items:center;gap:6px;min-height:32px;padding:4px 12px;border-radius:16px;background:var(--bg);color:var(--accent-text);font-size:13px;font-weight:600;box-shadow:0 0 0 1px var(--line),0 2px 8px #00000029;animation:appear .15s}
.pill .icon{width:16px;height:16px}
@media (pointer:coarse){.panel .quiet,.panel .pill{min-height:44px}}
`
