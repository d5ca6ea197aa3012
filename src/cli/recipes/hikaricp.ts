/** Printed by `leak-stream recipe hikaricp`. */
export const hikaricp = `# application.yml of Spring Boot; elsewhere the same settings on HikariConfig
spring:
  datasource:
    hikari:
      pool-name: shop                   # a name that you recognise in the log
      leak-detection-threshold: 20000   # ms, about twice the slowest honest hold; less than 2000 switches it off
logging:
  level:
    com.zaxxer.hikari: INFO             # alarms are WARN, returns ("unleaked") are INFO: without INFO
                                        # a slow hold cannot be told from a leak
    com.zaxxer.hikari.pool.HikariPool: DEBUG   # in-use every 30 s: shows the floor, and saturation

# Log the thread's name whole ([%t], not [%15.15t]): the alarm names its pool only there.
# Metrics instead of DEBUG are fine for people; leak-stream reads the log lines.
`;
