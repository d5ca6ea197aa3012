import type { EnableStep, Snippet } from 'leak-stream/plugin';

/** What makes Druid tell more. */
export const enable: readonly EnableStep[] = [
  {
    setting: 'spring.datasource.druid.remove-abandoned=true, remove-abandoned-timeout-millis=300000, log-abandoned=true',
    cost: 'One stack trace for each checkout, and connections out for five minutes are CLOSED under their owner.',
    off: 'once the path is found.',
  },
  {
    setting: 'spring.datasource.druid.max-wait=30000',
    cost: 'Callers of an exhausted pool fail after 30 s instead of waiting for ever, with the number of active connections in the message.',
  },
];

/** The same, to paste. */
export const snippets: readonly Snippet[] = [
  {
    where: 'application.yml of Spring Boot with druid-spring-boot-starter; setters of DruidDataSource have the same names',
    comment: '#',
    code: `spring:
  datasource:
    druid:
      max-wait: 30000
      remove-abandoned: true
      remove-abandoned-timeout-millis: 300000
      log-abandoned: true
`,
  },
];
