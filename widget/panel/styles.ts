/**
 * The panel's looks; those of its later parts are in files of their own. Lengths are on a 4 px grid; colours are
 * named by what they are for, one set for light and one for dark, each text at 4.5:1 or better on its background.
 * `--accent-text` and `--on-accent` are computed.
 */
export const panelStyles = `
.launcher{transition:.2s}
.launcher[aria-expanded]:before{animation:turn .15s ease-out}
.launcher[aria-expanded=true]:before{clip-path:path("M4.2 9.4 5.6 8 12 14.4 18.4 8 19.8 9.4 12 17.2Z");animation-name:turn-back}
.panel{--bg:#fff;--soft:#f1f2f5;--text:#16181d;--muted:#5b616e;--line:#e3e5ea;--danger:#b42318;--shadow:0 0 1px #0f141e3d,0 5px 40px #0f141e29;--font:system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
:host([data-scheme=dark]) .panel{--bg:#17191e;--soft:#262932;--text:#eceef2;--muted:#a3a9b6;--line:#2f333d;--danger:#ff8f85;--shadow:0 0 0 1px #2f333d,0 5px 40px #00000080}
.panel,.panel *{box-sizing:border-box;margin:0;padding:0;list-style:none;font:inherit}
.panel{bottom:calc(var(--y) + var(--size) + 12px);width:380px;height:min(640px,100% - var(--size) - var(--y)*2 - 12px);min-height:320px;display:flex;flex-direction:column;overflow:hidden;border-radius:var(--radius);background:var(--bg);color:var(--text);box-shadow:var(--shadow);font:15px/1.45 var(--font);text-align:start;animation:rise .2s ease-out}
.panel button{border:0;background:none;color:inherit;text-align:start;cursor:pointer}
.panel button:disabled{cursor:default;opacity:.5}
.panel :focus-visible{outline:2px solid var(--accent-text);outline-offset:1px}
.icon{flex:none;width:18px;height:18px;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
header{display:flex;align-items:center;gap:8px;padding:12px!important;padding-inline-start:16px!important;border-bottom:1px solid var(--line)}
.heading{flex:1;min-width:0}
.heading *{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.panel h2{font-weight:600;line-height:20px;outline:0!important}
.heading p{color:var(--muted);font-size:12.5px;line-height:16px}
.avatar{flex:none;display:grid;place-items:center;width:36px;height:36px;margin-inline-end:4px!important;border-radius:50%;background:var(--accent);color:var(--on-accent);font-size:13px!important;font-weight:600!important}
.round{display:grid;place-items:center;flex:none;width:36px;height:36px;border-radius:50%;color:var(--muted)!important}
.round:hover{background:var(--soft)!important;color:var(--text)!important}
.panel .notice{padding:8px 16px;font-size:13px;background:var(--soft)}
.log{flex:1;min-height:0;overflow-y:auto;padding:16px!important;display:flex;flex-direction:column;gap:12px}
.panel .bubble{max-width:92%;unicode-bidi:plaintext;padding:8px 12px;border-radius:16px;background:var(--soft);white-space:pre-wrap;overflow-wrap:anywhere}
.panel>.log>.bubble{align-self:start;border-end-start-radius:4px}
.skeleton{display:flex;flex-direction:column;gap:12px;animation:appear 0s .15s both}
.skeleton span{width:68%;height:40px;border-radius:16px;background:var(--soft);animation:pulse 1.4s infinite}
.skeleton span:nth-child(2){align-self:end;width:46%}
.empty{display:flex;flex-direction:column;align-items:center;gap:12px;margin:auto!important;padding:24px 16px!important;text-align:center;color:var(--muted);font-size:14px!important}
.panel .button{display:flex;align-items:center;justify-content:center;gap:6px;min-height:36px;padding:6px 16px;border-radius:10px;background:var(--accent);color:var(--on-accent);font-size:14px;font-weight:600}
footer{padding:8px 12px calc(12px + env(safe-area-inset-bottom))!important}
footer form{display:flex;align-items:end;gap:4px;padding:4px!important;border:1px solid var(--line);border-radius:22px}
footer form:focus-within{border-color:var(--accent-text)}
.panel textarea,.panel input{border:0;background:none;color:inherit;font:16px/22px var(--font);resize:none}
a{color:var(--accent-text)}
.panel textarea{flex:1;min-width:0;max-height:122px;padding:6px 0;padding-inline-start:12px;outline:0!important}
.panel ::placeholder{color:var(--muted);opacity:1}
.send{flex:none;display:grid;place-items:center;width:34px;height:34px;border-radius:50%;background:var(--accent)!important;color:var(--on-accent)!important}
.send:disabled{background:var(--soft)!important;color:var(--muted)!important;opacity:1!important}
@keyframes rise{from{opacity:0;transform:translateY(8px)}}
@keyframes turn{from{transform:scale(.6)}}
@keyframes turn-back{from{transform:scale(.6)}}
@keyframes appear{from{opacity:0}}
@keyframes pulse{50%{opacity:.4}}
@media (pointer:coarse){
.round,.send{width:44px;height:44px}
.panel .button{min-height:44px}
.panel textarea{padding-block:11px;max-height:132px}
footer form{border-radius:28px}
}
@media (max-width:480px),(max-height:520px){.launcher[aria-expanded=true]{display:none}.panel{top:var(--top,0);inset-inline:0;width:auto;height:var(--height,100%);min-height:0;border-radius:0}}
@media (prefers-reduced-motion:reduce){*,:before,:after{transition:none!important;animation-duration:.01s!important;animation-iteration-count:1!important}}
`
