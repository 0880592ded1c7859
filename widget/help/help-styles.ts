/** The looks of home and articles, see styles.ts. */
export const helpStyles = `
.home{display:flex;flex-direction:column;gap:12px}
.hello{margin:8px 0 4px!important;color:var(--muted);font-size:14px!important;line-height:20px!important;overflow-wrap:anywhere;white-space:pre-wrap}
.hello p{margin-bottom:4px;color:var(--text);font-size:22px;line-height:28px;font-weight:600}
.card{display:block;border:1px solid var(--line);border-radius:12px;overflow:hidden}
.panel .card h3{padding:12px 16px 4px;color:var(--muted);font-size:12.5px;font-weight:600;line-height:16px}
.panel .find{display:flex;align-items:center;gap:8px;margin:8px;padding-inline:12px;border-radius:8px;background:var(--soft);color:var(--muted)}
.find:focus-within{outline:2px solid var(--accent-text)}
.find ::-webkit-search-cancel-button{filter:grayscale(1)}
.panel .find input{flex:1;min-width:0;height:40px;color:var(--text);outline:0!important}
.panel .row{display:flex;align-items:center;gap:12px;width:100%;min-height:44px;padding:10px 16px;border-radius:0;font-size:14px;line-height:20px}
.row span{flex:1;min-width:0;overflow-wrap:anywhere}
.row small{display:-webkit-box;overflow:hidden;color:var(--muted);font-size:13px;line-height:18px;-webkit-line-clamp:2;-webkit-box-orient:vertical}
.panel button.row:hover{background:var(--soft)}
.row:focus-visible{outline-offset:-2px!important}
.row .icon{width:16px;height:16px;color:var(--muted)}
.row time{color:var(--muted);font-size:12px}
.ghost:before{content:"";width:60%;height:12px;border-radius:6px;background:var(--soft);animation:pulse 1.4s infinite}
[dir=rtl] .row .icon,[dir=rtl] .help header .icon{transform:scaleX(-1)}
.panel .all{color:var(--accent-text);font-weight:600}
.panel .none{display:flex;flex-direction:column;align-items:start;gap:12px;padding:8px 16px 16px;color:var(--muted);font-size:14px;overflow-wrap:anywhere}
.help{display:flex;flex-direction:column;flex:1;min-height:0}
.help header{padding-inline-start:8px!important}
.help .heading{color:var(--text);font-size:15px;font-weight:600;line-height:20px}
.panel .article{flex:1;min-height:0;overflow-y:auto;padding:20px 20px 24px;overflow-wrap:anywhere;overscroll-behavior:contain;scrollbar-width:thin;scrollbar-color:var(--line) transparent;animation:appear .15s}
.article:focus-visible{outline-offset:-2px!important}
.panel .article h2{margin-bottom:12px;font-size:20px;line-height:28px;text-wrap:balance}
.panel .article .rich{gap:12px;margin-bottom:12px;line-height:24px}
.panel .article h3{margin:8px 0 -8px;font-weight:600}
.article>ul{margin-inline:-20px}
.panel .article .row{padding-inline:20px}
.article .out{display:inline-flex;align-items:center;gap:6px;min-height:24px;font-size:14px}
.out .icon{width:14px;height:14px}
.panel .stuck{display:flex;align-items:center;justify-content:space-between;gap:12px;padding:12px 20px calc(12px + env(safe-area-inset-bottom))!important;border-top:1px solid var(--line);font-size:14px}
@media (pointer:coarse){.panel .find input,.article .out{min-height:44px}}
`
