import type { EnableStep, Snippet } from 'leak-stream/plugin';

/** What makes the pool tell more. */
export const enable: readonly EnableStep[] = [
  {
    setting: 'spring.datasource.tomcat.log-abandoned=true and spring.datasource.tomcat.suspect-timeout=60',
    cost: 'One stack trace taken and printed to text for each checkout, some 20 to 50 µs. It reports and takes nothing back; a suspect connection that returns is reported as well.',
    off: 'where checkouts are frequent, once the path is found.',
  },
  {
    setting: 'timeBetweenEvictionRunsMillis=5000',
    cost: 'The check runs that often over the connections that are out; reports are late by up to this much.',
  },
];

/** The same, to paste. */
export const snippets: readonly Snippet[] = [
  {
    where: 'application.yml of Spring Boot',
    comment: '#',
    code: `spring:
  datasource:
    tomcat:
      name: shop                                # else tomcat.jdbc and a number
      max-wait: 30000
      log-abandoned: true
      suspect-timeout: 60                       # seconds; remove-abandoned stays off
      time-between-eviction-runs-millis: 5000
`,
  },
  {
    where: 'context.xml of Tomcat: attributes of the Resource with factory="org.apache.tomcat.jdbc.pool.DataSourceFactory"',
    comment: '#',
    code: 'maxWait="30000" logAbandoned="true" suspectTimeout="60" timeBetweenEvictionRunsMillis="5000"\n',
  },
];
