/** The looks of formatted messages, see styles.ts. */
export const richTextStyles = `
.rich{display:flex;flex-direction:column;gap:8px}
.rich p,.rich li{unicode-bidi:plaintext}
.rich strong{font-weight:650}
.rich em{font-style:italic}
.rich s{text-decoration:line-through}
.panel .rich :is(ul,ol){padding-inline-start:22px}
.rich li{padding-block:1px}
.panel .rich ul>li{list-style:disc}
.panel .rich ol>li{list-style:decimal}
.panel .rich ul ul>li{list-style:circle}
.panel .rich blockquote{display:flex;flex-direction:column;gap:8px;padding-inline-start:10px;border-inline-start:3px solid var(--line);color:var(--muted)}
.panel .rich code{font:13px/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;unicode-bidi:isolate;direction:ltr}
.panel .rich :not(pre)>code{padding:1px 4px;border-radius:4px;background:var(--line)}
.code{display:flex;flex-direction:column;direction:ltr;min-width:0;max-width:100%;border:1px solid var(--line);border-radius:8px;background:var(--bg)}
.panel .code pre{overflow-x:auto;padding:8px 10px 10px;white-space:pre;scrollbar-width:thin}
.panel .code button{align-self:end;padding:4px 10px 0;color:var(--muted);font-size:12px;min-height:24px}
.panel .code button:hover{color:var(--text)}
.destination{color:var(--muted)}
`
