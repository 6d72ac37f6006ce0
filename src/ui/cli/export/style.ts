/** How an exported page looks: by day and by night, on a screen and on paper. */
export const STYLE = `
:root{color-scheme:light dark;--back:#fbfaf8;--text:#1d1d1f;--dim:#6b6b70;--theirs:#ffffff;--own:#e3eefc;--line:#dcdad5;--link:#1a5fb4}
@media(prefers-color-scheme:dark){:root{--back:#161618;--text:#e8e6e3;--dim:#97979c;--theirs:#232326;--own:#1d3350;--line:#37373b;--link:#8ab4f8}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.5rem 1rem;max-width:46rem;background:var(--back);color:var(--text);font:1rem/1.45 system-ui,sans-serif}
h1{font-size:1.4rem;margin:0}
h2{font-size:.85rem;font-weight:600;color:var(--dim);text-align:center;margin:1.6rem 0 .6rem}
header p,footer p{color:var(--dim);font-size:.85rem}
a{color:var(--link)}
article{background:var(--theirs);border:1px solid var(--line);border-radius:.7rem;padding:.45rem .75rem;margin:.4rem 3rem .4rem 0;overflow-wrap:anywhere}
article.own{background:var(--own);margin:.4rem 0 .4rem 3rem}
article:target{outline:2px solid var(--link)}
article p,blockquote{margin:.15rem 0}
.head{font-size:.8rem;color:var(--dim)}
.head a{color:inherit;text-decoration:none}
.from{font-weight:600;color:var(--text)}
.mark{font-style:italic}
.text{white-space:pre-wrap;unicode-bidi:isolate}
.quote{border-inline-start:3px solid var(--line);padding-inline-start:.5rem;font-size:.85rem;color:var(--dim)}
blockquote{border-inline-start:3px solid var(--link);padding-inline-start:.6rem}
.note{color:var(--dim);font-style:italic}
.reactions{list-style:none;display:flex;flex-wrap:wrap;gap:.3rem;margin:.2rem 0;padding:0;font-size:.85rem}
.reactions li{border:1px solid var(--line);border-radius:1rem;padding:0 .5rem}
.reactions bdi{color:var(--dim)}
@media print{body{max-width:none}article{break-inside:avoid}}
`
