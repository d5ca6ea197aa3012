/**
 * HikariCP's own frames. By package, never by class name alone: applications have classes called HikariPool too. The provider that Hibernate
 * ships and Slick's data source are frameworks of their own and stay what they are.
 */
export const frames = ['family:java stack.module:com.zaxxer.hikari.** role=pool'];
