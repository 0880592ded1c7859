/** The looks of messages, see styles.ts. */
export const conversationStyles = `
.panel{--note:#fff7e5;--note-text:#5f4300}
:host([data-scheme=dark]) .panel{--note:#312a17;--note-text:#f5dda3}
.panel .count{padding:4px 8px 0;color:var(--muted);font-size:12px;text-align:end}
.panel .over{color:var(--danger)}
.group{display:flex;flex-direction:column;gap:2px;align-items:start}
.visitor{align-items:end}
.visitor .bubble{max-width:84%;background:var(--accent);color:var(--on-accent)}
.group .emoji{padding:0;background:none!important;box-shadow:none!important;color:var(--text)!important;font-size:36px;line-height:44px}
:host([data-scheme=dark]) .visitor .bubble{box-shadow:inset 0 0 0 1px #ffffff1f}
.meta{display:flex;align-items:center;gap:4px;padding-top:2px!important;color:var(--muted);font-size:12px!important}
.meta .icon{width:12px;height:12px}
.pending{animation:appear 0s .4s both}
.failure{display:flex;align-items:center;gap:4px;color:var(--danger);font-size:13px!important}
.failure .icon{width:14px;height:14px}
.panel .link{padding:4px;font-weight:600;text-decoration:underline}
.closed{display:flex;align-items:center;gap:12px;padding:8px 16px!important;color:var(--muted);font-size:13px!important}
.closed p{flex:1}
.closed .button{flex:none}
.panel .notices{display:flex;justify-content:space-between;gap:12px;background:var(--note);color:var(--note-text)}
.since{flex:none}
.mail{display:flex;flex-wrap:wrap;align-items:center;gap:8px;padding:8px 16px!important;border-bottom:1px solid var(--line);font-size:13px!important}
.mail p{flex:1 0 100%}
div.mail p{flex:1}
.panel .mail input{flex:1;min-width:0;padding:6px 12px;border:1px solid var(--line);border-radius:10px}
.panel .problem{display:flex;align-items:center;gap:8px;padding-block:2px}
.problem p{flex:1}
.log:focus-visible{outline-offset:-2px!important}
.log{overflow-anchor:none;overscroll-behavior:contain}
.log,textarea{scrollbar-width:thin;scrollbar-color:var(--line) transparent}
.log-frame{position:relative;flex:1;min-height:0;display:flex}
.block{display:flex;flex-direction:column;gap:12px}
.log>.bubble{align-self:start;border-end-start-radius:4px}
.log a{text-decoration:underline;text-underline-offset:2px}
.panel .divider{align-self:center;max-width:90%;text-align:center;color:var(--muted);font-size:12px;overflow-wrap:anywhere}
.panel .name{display:flex;align-items:center;gap:8px;padding-bottom:4px;color:var(--muted);font-size:12px}
.entry{display:flex;flex-direction:column;align-items:start;gap:4px;width:100%}
.visitor .entry{align-items:end}
.group:not(.visitor) .entry:last-of-type .bubble{border-end-start-radius:4px}
.visitor .entry:last-of-type .bubble{border-end-end-radius:4px}
.extras{display:flex;flex-direction:column;align-items:start;gap:6px;margin-bottom:6px}
.visitor .bubble a{color:inherit}
.avatar.small{width:24px;height:24px;margin:0!important;background:var(--soft);color:var(--muted);font-size:10px!important}
.streaming::after{content:"";display:inline-block;width:2px;height:1em;margin-inline-start:2px;vertical-align:-2px;background:var(--muted);animation:pulse 1s infinite}
.streaming:has(.dots)::after{display:none}
.panel .sources{display:flex;flex-wrap:wrap;gap:0 12px;max-width:100%;font-size:12.5px}
.sources li{max-width:100%}
.choices{display:flex;flex-direction:column;gap:4px;max-width:100%}
.panel .choice{max-width:100%;padding:7px 14px;border:1px solid var(--line);border-radius:18px;font-size:14px;color:var(--accent-text);text-align:start;overflow-wrap:anywhere}
.panel .choice:hover{background:var(--soft)}
.feedback{display:flex;gap:4px;align-items:center;margin-inline-start:-6px!important}
.panel .feedback .quiet{display:flex;align-items:center;border:0;padding:6px;border-radius:8px;color:var(--muted)}
.feedback .icon,.stop .icon,.again .icon{width:16px;height:16px}
.feedback .down{transform:scaleY(-1)}
.panel .feedback [aria-pressed=true]{color:var(--accent-text);background:var(--soft)}
.panel .stop,.panel .again{display:flex;align-items:center;gap:6px;align-self:start}
.generated{color:var(--muted);font-size:12px!important}
.panel .source{display:flex;align-items:center;gap:6px;padding:3px 0;color:var(--muted)}
.source bdi{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.source .icon{width:14px;height:14px}
a.source{text-decoration:none!important}
a.source bdi,button.source bdi{text-decoration:underline;text-underline-offset:2px}
a.source:hover,button.source:hover{color:var(--text)!important}
.panel .quiet{padding:3px 10px;border:1px solid var(--line);border-radius:12px;font-size:12.5px;color:var(--accent-text)}
.panel .quiet:hover{background:var(--soft)}
.log>.quiet{align-self:center}
.offer{display:flex;flex-direction:column;align-items:start;gap:8px;margin-block-start:4px!important;color:var(--muted);font-size:13px!important}
.typing{display:flex;align-items:center;gap:8px;min-height:38px}
.aside{color:var(--muted);font-size:13px!important}
.dots{display:inline-block;width:28px;height:8px;color:var(--muted);background:radial-gradient(circle 3px,currentColor 96%,transparent) 0/33.3% 100%;animation:pulse 1.2s infinite}
.panel .pill{position:absolute;bottom:8px;inset-inline:0;width:fit-content;margin-inline:auto;display:flex;align-items:center;gap:6px;min-height:32px;padding:4px 12px;border-radius:16px;background:var(--bg);color:var(--accent-text);font-size:13px;font-weight:600;box-shadow:0 0 0 1px var(--line),0 2px 8px #00000029;animation:appear .15s}
.pill .icon{width:16px;height:16px}
@media (pointer:coarse){.panel .choice{min-height:44px}.panel .pill,.feedback .quiet{min-width:44px;justify-content:center}.panel .quiet,.panel .pill,.panel .link{min-height:44px}.panel .quiet,.panel .pill,.panel a.source{border-radius:22px}a.source{padding-block:13px!important}}
`
