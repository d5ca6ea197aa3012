import type { EnableStep, Snippet } from 'leak-stream/plugin';

/** What makes Npgsql tell more. */
export const enable: readonly EnableStep[] = [
  {
    setting: '"Npgsql.Connection": "Debug" among the log levels, with a JSON console, Npgsql 7.0 and later',
    cost: 'Two lines for each use of a connection. As JSON they bring ConnectorId along, which pairs every open with its close; as plain text they do not.',
    off: 'on a busy service after some minutes.',
  },
  {
    setting: 'One log line for each request when it ends (UseSerilogRequestLogging, or AddHttpLogging), in the same stream.',
    cost: 'A line per request. Without it nobody is tied to a connection that stays out: the lines have no stack.',
  },
];

/** The same, to paste. */
export const snippets: readonly Snippet[] = [
  {
    where: 'appsettings.json; data sources that are made by hand need UseLoggerFactory as well',
    comment: '//',
    code: `{
  "Logging": {
    "LogLevel": { "Default": "Information", "Npgsql.Connection": "Debug" },
    "Console": { "FormatterName": "json", "FormatterOptions": { "TimestampFormat": "O", "UseUtcTimestamp": true } }
  }
}
`,
  },
];
