/**
 * What never goes on with a capture: a header (some cell is `pid` and no number follows, as it does in expanded output; a boxed one has a
 * ruler above, which is the head), a heading, the first of psql's expanded records, a prompt, a line with a time of its own, a line of the server's log
 * whose prefix has bars, metrics in JSON (OpenTelemetry's, of which each has a `state` as well).
 */
const BEGINS = [
  String.raw`(?![|│])(?:[^|│,;\t\d']*[|│,;\t])* *"?pid"? *(?:[|│,;\t](?! *\d)|$)`,
  String.raw`pid +[a-z]`,
  String.raw` *(?:--|#)[^|│]*\d{4}-\d\d-\d\d`,
  String.raw`[^|│(]*\(every [^)]*\) *$`,
  String.raw`[+┌├╔]?[-─═]{0,4}\[ \S{1,20} 1 \]`,
  String.raw`\* \S{1,20} 1 *$`,
  String.raw`\d{4}[-/]\d\d[-/]\d\d[ T]\d\d:`,
  String.raw`[\w"]{1,40}[=*!^-][#>] `,
  String.raw`\{"(?:resource|scope|metrics)\w{0,10}" ?: ?[[{]`,
  String.raw`(?:[^|]*\|)+(?:LOG|FATAL|ERROR|WARNING|PANIC|STATEMENT|DETAIL|HINT|CONTEXT|QUERY): {2}`,
];

/** Rows, rulers, footers, and the lines of a query in the middle of a CSV or unaligned row. */
const GOES_ON = [
  String.raw`[^|│\t]*[|│\t]`,
  String.raw`\S{1,32} +\d{1,10} .{0,200}\bpostgres: `,
  String.raw`\d{1,10} postgres: `,
  ' ',
  String.raw`[-+┌├└─═]{3}`,
  String.raw`[-─+├]{1,3}\[ `,
  String.raw`\* \S{1,20} \d{1,9} *$`,
  String.raw`\(\d{1,9} \p{L}{1,20}\)`,
  String.raw`\d{1,10}[, ]`,
  String.raw`(?:[^,]{0,80},(?! )){2}`,
  String.raw`\{"`,
  String.raw`[)\]},;]`,
  String.raw`"?(?:dat(?:id|name)|(?:leader_)?pid|use(?:sysid|name)|application_name|client_\w{1,20}|backend_\w{1,20}|xact_\w{1,20}|query\w{0,20}|state\w{0,20}|wait_\w{1,20}|idle_for|last_query|now)"?[ ,]`,
  String.raw`(?:from|where|and|or|on|set|values|order by|group by|having|limit|offset|returning|(?:left |right |inner |full |cross )?(?:outer )?join|union|with|select|for update)\b`,
];

/** The lines that go on with a capture. */
export const CONTINUES = new RegExp(`^(?!${BEGINS.join('|')})(?:${GOES_ON.join('|')})`, 'iu');
