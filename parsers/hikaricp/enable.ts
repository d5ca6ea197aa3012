import type { EnableStep, Snippet } from 'leak-stream/plugin';

/** What makes HikariCP say more, and what it costs. */
export const enable: readonly EnableStep[] = [
  {
    setting: 'spring.datasource.hikari.leak-detection-threshold: 20000   # HikariConfig.setLeakDetectionThreshold(20000)',
    cost: 'One stack trace taken per checkout (some 10 µs with a deep stack) and a timer entry; values below 2000 ms switch it off with a warning. It reports, it does not take connections back.',
  },
  {
    setting: 'logging.level.com.zaxxer.hikari.pool.ProxyLeakTask: INFO',
    cost: 'One line for each connection that came back after its alarm; without these lines slow work cannot be told from a leak.',
  },
  {
    setting: 'logging.level.com.zaxxer.hikari.HikariConfig: DEBUG',
    cost: 'Some forty lines for each pool at start: its limits and timeouts. The password is masked, the URL is not.',
  },
  {
    setting: 'logging.level.com.zaxxer.hikari.pool.HikariPool: DEBUG',
    cost: 'One or two lines a pool every 30 s and one for each connection added or closed. While the pool is exhausted one line for every caller that waits.',
    off: 'under heavy load.',
  },
  {
    setting: 'A console pattern that prints the whole thread name (%t in place of %15.15t)',
    cost: 'Wider lines. Leak warnings name their pool only in the name of the housekeeping thread.',
  },
];

/** The same, to paste. */
export const snippets: readonly Snippet[] = [
  {
    where: 'application.yml of Spring Boot; elsewhere the same settings on HikariConfig',
    comment: '#',
    code: `spring:
  datasource:
    hikari:
      pool-name: shop                   # a name that you recognise in the log
      leak-detection-threshold: 20000   # ms, about twice the slowest honest hold; less than 2000 switches it off
logging:
  level:
    com.zaxxer.hikari: INFO             # alarms are WARN, returns ("unleaked") are INFO: without INFO
                                        # a slow hold cannot be told from a leak
    com.zaxxer.hikari.HikariConfig: DEBUG      # limits and timeouts, once at start
    com.zaxxer.hikari.pool.HikariPool: DEBUG   # in-use every 30 s: shows the floor, and saturation

# Log the thread's name whole ([%t], not [%15.15t]): the alarm names its pool only there.
# Metrics instead of DEBUG are fine for people; leak-stream reads the log lines.
`,
  },
];
