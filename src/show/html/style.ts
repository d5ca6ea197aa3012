/**
 * The page's only style sheet. Colours are variables, once for light and once for dark; each pair of ink and ground has a contrast of at
 * least 4.5. It holds no text of a report, so its hash in the policy depends on the flame graph's widths alone.
 */
export const STYLE = `
:root{--ground:#fff;--card:#fff;--tint:#f6f7f9;--ink:#1b1f27;--soft:#59616e;--line:#dfe3e9;--link:#1554b8;
--leak:#b3261e;--leak-bg:#fdecea;--saturation:#8a4b00;--saturation-bg:#fff1dc;--long-hold:#6a35b0;--long-hold-bg:#f3ebfd;--inconclusive:#1a5a96;--inconclusive-bg:#e6f1fb;--healthy:#1c6b3c;--healthy-bg:#e4f5ea;
--band:#9db7dc;--band-2:#5b82bd;--floor:#1b1f27;--limit:#59616e}
@media (prefers-color-scheme:dark){:root{--ground:#12151b;--card:#191d25;--tint:#20252f;--ink:#e8ebf0;--soft:#a3acba;--line:#303744;--link:#8ab8ff;
--leak:#ff8a80;--leak-bg:#42191a;--saturation:#ffc061;--saturation-bg:#3d2a0c;--long-hold:#c9a6ff;--long-hold-bg:#2f2147;--inconclusive:#8cc4ff;--inconclusive-bg:#15314d;--healthy:#7fdca0;--healthy-bg:#13361f;
--band:#3f5b86;--band-2:#7ba3de;--floor:#e8ebf0;--limit:#a3acba}}
*{box-sizing:border-box}
html{font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;color:var(--ink);background:var(--ground);-webkit-text-size-adjust:100%}
body{margin:0}
main{max-width:1080px;margin:0 auto;padding:24px 20px 8px}
footer{max-width:1080px;margin:0 auto;padding:16px 20px 32px;color:var(--soft);font-size:13px}
h1{font-size:22px;line-height:1.35;margin:6px 0 18px;font-weight:650;overflow-wrap:anywhere;text-wrap:pretty}
h2{font-size:17px;margin:36px 0 12px;font-weight:650;overflow-wrap:anywhere}
h3{font-size:14px;margin:16px 0 6px;font-weight:650}
p{margin:0 0 10px;max-width:78ch}
a{color:var(--link)}
code,pre,.at,.name,.frame{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:13px;unicode-bidi:isolate}
code{overflow-wrap:anywhere}
pre{margin:0 0 10px;padding:12px 14px;background:var(--tint);border-radius:8px;white-space:pre-wrap;overflow-wrap:anywhere;tab-size:2}
.count{color:var(--soft);font-weight:400}
.hint,.more{color:var(--soft);font-size:13px}
.verdict{border-left:6px solid var(--soft);background:var(--tint);border-radius:0 12px 12px 0;padding:20px 24px 14px}
.verdict.leak{border-color:var(--leak);background:var(--leak-bg)}.verdict.saturation{border-color:var(--saturation);background:var(--saturation-bg)}.verdict.long-hold{border-color:var(--long-hold);background:var(--long-hold-bg)}.verdict.inconclusive{border-color:var(--inconclusive);background:var(--inconclusive-bg)}.verdict.healthy{border-color:var(--healthy);background:var(--healthy-bg)}
.badge{margin:0;font-weight:700;letter-spacing:.06em;text-transform:uppercase;font-size:13px}
.leak .badge{color:var(--leak)}.saturation .badge{color:var(--saturation)}.long-hold .badge{color:var(--long-hold)}.inconclusive .badge{color:var(--inconclusive)}.healthy .badge{color:var(--healthy)}
.verdict .facts dt,.verdict .facts dd,.verdict a{color:var(--ink)}
.facts{margin:0 0 12px;display:grid;gap:6px}
.facts>div{display:grid;grid-template-columns:104px minmax(0,1fr);gap:12px}
.facts dt{color:var(--soft)}
.facts dd{margin:0;overflow-wrap:anywhere;max-width:84ch}
.pill{flex:none;display:inline-block;min-width:82px;text-align:center;font-size:12px;font-weight:650;border-radius:999px;padding:2px 10px;font-family:system-ui,sans-serif}
.pill.leak{color:var(--leak);background:var(--leak-bg)}.pill.saturation{color:var(--saturation);background:var(--saturation-bg)}.pill.long-hold{color:var(--long-hold);background:var(--long-hold-bg)}.pill.inconclusive{color:var(--inconclusive);background:var(--inconclusive-bg)}.pill.healthy{color:var(--healthy);background:var(--healthy-bg)}
.card{border:1px solid var(--line);border-radius:10px;background:var(--card);margin:0 0 8px}
.card:nth-of-type(n+30){content-visibility:auto;contain-intrinsic-size:auto 46px}
.card>summary{display:flex;flex-wrap:wrap;align-items:center;gap:6px 12px;padding:10px 14px;cursor:pointer;list-style:none}
.card>summary::-webkit-details-marker{display:none}
.card>summary::before{content:"";flex:none;width:7px;height:7px;border:solid var(--soft);border-width:0 2px 2px 0;transform:rotate(-45deg)}
.card[open]>summary::before{transform:rotate(45deg)}
summary{border-radius:8px}
summary:focus-visible,a:focus-visible,.scroll:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.card .name{font-weight:600;overflow-wrap:anywhere;flex:0 1 auto;min-width:0;max-width:100%}
.card .told{color:var(--soft);font-size:13px;margin-left:auto;text-align:right}
.card .body{padding:6px 18px 12px 33px;border-top:1px solid var(--line);padding-top:14px}
.spark{width:120px;height:22px;flex:none;margin-left:auto}
.pool .spark+.told{margin-left:0;min-width:250px}
svg{display:block;width:100%;overflow:visible}
svg line,svg path{vector-effect:non-scaling-stroke}
.chart{margin:0 0 18px}
.plot{position:relative;padding-left:64px}
.plot svg{height:190px;border-bottom:1px solid var(--soft)}
.hero .plot svg{height:230px}
.y{position:absolute;left:0;width:56px;text-align:right;font-size:12px;color:var(--soft);line-height:1}
.y.top{top:10%;transform:translateY(-50%)}.y.zero{bottom:0}
.x{display:flex;justify-content:space-between;font-size:12px;color:var(--soft);padding-top:4px}.x.time{display:grid;grid-template-columns:repeat(4,minmax(0,1fr));position:relative;white-space:nowrap}.x .end{position:absolute;right:0;top:4px;padding-left:8px;background:var(--ground)}.card .x .end{background:var(--card)}
.chart .x{margin-left:64px}
.band{fill:var(--band);stroke:var(--band-2);stroke-width:1.25;stroke-linejoin:round}
.area{fill:var(--band);opacity:.4}
.floor{fill:none;stroke:var(--floor);stroke-width:2.5}
.floor.leak{stroke:var(--leak)}
.silent{fill:none;stroke:var(--band-2);stroke-width:1.5;stroke-dasharray:2 4}
.grid{stroke:var(--line);stroke-width:1}
.axis{stroke:var(--soft);stroke-width:1}
.limit{stroke:var(--limit);stroke-width:1.5;stroke-dasharray:6 4}
.dry{stroke:var(--leak);stroke-width:2}
.birth{stroke:var(--inconclusive);stroke-width:2;stroke-dasharray:2 3}
.lanes{padding-top:6px}
.lane{position:relative;padding-left:64px;height:16px}
.lane .y{top:2px;width:56px}
.lane svg{height:12px;background:var(--tint)}
.lane rect{fill:var(--saturation);opacity:.35}
.lane line{stroke:var(--leak);stroke-width:2}.lane.alarms line{stroke:var(--long-hold)}.lane.timeouts line{stroke:var(--saturation)}
figcaption{font-size:13px;color:var(--soft);display:flex;flex-wrap:wrap;gap:4px 18px;padding-top:6px}
.chart figcaption{padding-left:64px}
.key::before{content:"";display:inline-block;width:14px;height:10px;margin-right:6px;border-radius:2px;vertical-align:0}
.lines .key:not([class*=" "])::before{display:none}
.key.band::before{background:var(--band);border:1px solid var(--band-2)}
.key.floor::before{height:0;border-top:3px solid var(--floor);vertical-align:3px}
.key.floor.leak::before{border-color:var(--leak)}
.key.dry::before{width:0;height:13px;border-left:3px solid var(--leak);vertical-align:-2px}
.key.birth::before{width:0;height:13px;border-left:3px dotted var(--inconclusive);vertical-align:-2px}
.holds{margin:18px 0}
.holds .title{font-weight:650;font-size:14px;margin:0 0 6px}
.holds svg{height:110px}
rect.class{fill:var(--band)}
.decades{position:relative}
.holds line{stroke-width:2.5}.holds line.grid,.holds line.axis{stroke-width:1}
line.p50,line.p99,line.p999,line.longest{stroke:var(--band-2)}line.longest{stroke:var(--ink)}line.advised{stroke:var(--healthy)}line.current{stroke:var(--saturation);stroke-dasharray:3 3}
.marks{display:flex;flex-wrap:wrap;gap:8px 26px;margin:10px 0 4px}
.marks dt{display:inline;color:var(--soft);font-size:13px}.marks dd{margin:0;font-weight:600}
.marks .key::before{width:3px;height:12px;border-radius:0;vertical-align:-1px}
.key.p50::before,.key.p99::before,.key.p999::before{background:var(--band-2)}.key.longest::before{background:var(--ink)}.key.advised::before{background:var(--healthy)}.key.current::before{background:var(--saturation)}
.returned{border-radius:8px;padding:8px 12px;background:var(--tint);max-width:none}
.returned.leak{background:var(--leak-bg)}.returned.long-hold{background:var(--long-hold-bg)}.returned.inconclusive{background:var(--inconclusive-bg)}
.returned.leak strong{color:var(--leak)}.returned.long-hold strong{color:var(--long-hold)}.returned.inconclusive strong{color:var(--inconclusive)}
.stack{list-style:none;margin:0 0 14px;padding:2px 0 2px 14px;border-left:2px solid var(--line)}
.stack ol{list-style:none;margin:0;padding:0 0 0 14px}
.stack li{padding:2px 0;overflow-wrap:anywhere}
.stack .folded code,.stack .run summary,.stack .at,.note,.at{color:var(--soft)}
.stack .run summary{font-size:13px;cursor:pointer;display:inline-block}
.stack .blamed>code{font-weight:700;text-decoration:underline wavy var(--leak) 1.5px;text-underline-offset:4px}
.source{margin:0 0 14px;background:var(--tint);border-radius:8px}
.source figcaption{padding:8px 12px 4px}
.source ol{list-style:none;margin:0;padding:0 0 8px}
.source li{padding:0 12px 0 calc(12px + 6ch);text-indent:-6ch;white-space:pre-wrap}
.source .at{display:inline-block;width:5ch;text-align:right;margin-right:1ch;user-select:none}
.source .blamed{background:var(--leak-bg)}.source .blamed code{font-weight:700}
.note{font-size:12px;font-weight:600;border:1px solid var(--line);border-radius:999px;padding:0 8px;margin-left:4px;white-space:nowrap}
.blamed .note{color:var(--leak);border-color:var(--leak)}
.reasons{list-style:none;margin:0 0 12px;padding:0}
.reasons li{display:grid;grid-template-columns:64px minmax(0,1fr);gap:12px;padding:2px 0;max-width:96ch;overflow-wrap:anywhere;align-items:baseline}
.side{display:inline-block;text-align:center;font-size:12px;font-weight:600;border-radius:999px;border:1px solid var(--line);color:var(--soft)}
.for .side{color:var(--ink);border-color:var(--soft)}
.evidence{margin:0 0 12px;padding:10px 12px;list-style:none;background:var(--tint);border-radius:8px}
.evidence li{padding:3px 0;overflow-wrap:anywhere}.evidence .at{display:block}.fold>summary{cursor:pointer;color:var(--soft);padding:8px 14px}.fold[open]>summary{margin-bottom:4px}
.remedy h3{margin-top:4px}
table{border-collapse:collapse;margin:0 0 12px;width:100%;font-size:14px}
caption{text-align:left;font-weight:650;font-size:14px;padding:4px 0}
th{text-align:left;font-weight:600;color:var(--soft);font-size:13px}
th,td{padding:5px 12px 5px 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.scroll{overflow-x:auto}
.flame{overflow-x:auto;font-size:12px}
.flame ul{display:flex;list-style:none;margin:0;padding:0;min-width:0}
.flame li{min-width:0;display:flex;flex-direction:column}
.frame{display:block;overflow:hidden;white-space:nowrap;text-overflow:ellipsis;padding:2px 6px;margin:0 1px 1px 0;border-radius:3px;background:var(--tint);color:var(--soft);font-size:12px;line-height:18px}
.frame.yours{background:var(--leak-bg);color:var(--ink)}.frame.blamed{background:var(--leak);color:var(--ground);font-weight:650}
.frame.pool{background:var(--inconclusive-bg);color:var(--inconclusive)}
.weight{font-weight:400}
.lines{margin:0 0 14px}
.lines svg{height:12px;border-radius:6px;overflow:hidden;background:var(--tint)}
rect.recognised,.key.recognised::before{fill:var(--band-2);background:var(--band-2)}rect.context,.key.context::before{fill:var(--band);background:var(--band)}rect.ignored,.key.ignored::before{fill:var(--line);background:var(--line)}
.notices{padding-left:18px}
#read details>summary{cursor:pointer;color:var(--soft)}
.remedy details>summary{cursor:pointer;color:var(--soft);font-size:13px;margin-bottom:8px}
@media (max-width:640px){main{padding:0 0 8px}main>section{padding:0 14px}.verdict{border-radius:0;border-left-width:0;border-top:6px solid;padding:16px 14px 8px}h1{font-size:19px}
.facts>div{grid-template-columns:minmax(0,1fr);gap:0}.facts dt{font-size:12px;padding-top:4px}.verdict .facts dt{font-weight:650}.plot,.chart figcaption{padding-left:0}.chart .x{margin-left:0}.x.time span:nth-child(2),.x.time span:nth-child(4):not(.end){display:none}.x.time span:nth-child(3){grid-column:3}.y{left:auto;right:0;width:auto;background:var(--ground);padding:0 3px}.card .y{background:var(--card)}.lane{padding-left:0;height:auto;padding-top:4px}.lane .y{position:static;display:block;text-align:left;padding:0 0 2px}.plot svg,.hero .plot svg{height:160px}
.card .body{padding-left:14px;padding-right:14px}.card .told{margin-left:0;text-align:left;width:100%}.pool .spark+.told{min-width:0}.spark{margin-left:auto}.x{font-size:11px}.flame>ul{min-width:640px}}
@media print{:root{--ground:#fff;--card:#fff;--tint:#f6f7f9;--ink:#000;--soft:#444;--line:#ccc;--leak:#b3261e;--leak-bg:#fdecea;--saturation:#8a4b00;--saturation-bg:#fff1dc;--long-hold:#6a35b0;--long-hold-bg:#f3ebfd;--inconclusive:#1a5a96;--inconclusive-bg:#e6f1fb;--healthy:#1c6b3c;--healthy-bg:#e4f5ea;--band:#9db7dc;--band-2:#5b82bd;--floor:#000;--limit:#444}
html{font-size:11px}h1{font-size:17px}h2{font-size:13px;margin:20px 0 8px}h3,caption,.holds .title{font-size:11px}code,pre,.at,.name,.frame,figcaption,.x,.y,table,th,.card .told,.note,.side,.pill,.hint,.more,.marks dt,footer{font-size:9.5px}.reasons li,.evidence li{padding:0}.stack .run summary{font-size:9.5px}main{padding:0}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}.card,figure,tr{break-inside:avoid}.card:nth-of-type(n){content-visibility:visible}.suspect{break-inside:auto}h2{break-after:avoid}pre{white-space:pre-wrap}
.suspect::details-content{content-visibility:visible;block-size:auto}}
`.replace(/\n/g, ''); // prettier-ignore
