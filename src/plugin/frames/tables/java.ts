import type { FrameRole } from '../../../model/stack-frame.ts';

const give = (role: FrameRole, packages: string): string[] =>
  packages
    .split(/\s+/)
    .filter(Boolean)
    .map((name) => `family:java stack.module:${name} role=${role}`);

/** Every project of the Apache foundation by name: the foundation's own prefix also holds applications. */
const apache = (role: FrameRole, projects: string): string[] =>
  give(role, projects.trim().split(/\s+/).map((project) => `org.apache.${project}.**`).join(' ')); // prettier-ignore

const RUNTIME = give(
  'runtime',
  `java.** javax.** jdk.** sun.** sunw.** com.sun.proxy.** com.sun.net.** com.sun.jndi.** com.sun.org.** com.sun.rowset.**
   com.sun.management.** com.sun.nio.** com.sun.security.** com.sun.jmx.** com.sun.rmi.** com.sun.tools.** com.sun.jdi.** com.sun.crypto.**
   com.sun.script.** com.sun.naming.** com.ibm.jvm.** com.ibm.oti.** com.oracle.svm.** com.oracle.graal.** org.graalvm.** openj9.**
   kotlin.** kotlinx.** scala.** groovy.** org.codehaus.groovy.** org.apache.groovy.** clojure.** cats.** zio.** monix.** fs2.** arrow.core.** arrow.fx.**
   org.aspectj.** net.sf.cglib.** net.bytebuddy.** javassist.** org.objenesis.** org.objectweb.asm.** io.vavr.** rx.** io.reactivex.**
   com.google.common.** com.google.inject.** com.google.guice.** org.jetbrains.annotations.** org.reactivestreams.**`,
);

const FRAMEWORK = [
  ...give(
    'framework',
    `jakarta.** org.springframework.** org.hibernate.** org.mybatis.** com.baomidou.** com.github.pagehelper.** tk.mybatis.**
     org.jooq.** org.jdbi.** org.skife.jdbi.** io.ebean.** io.ebeaninternal.** com.avaje.ebean** slick.** scala.slick.** com.typesafe.**
     com.lightbend.** doobie.** scalikejdbc.** anorm.** org.squeryl.** com.j256.ormlite.** io.getquill.** org.jetbrains.exposed.** com.querydsl.** com.mysema.**
     org.ktorm.** me.liuwj.ktorm.** app.cash.sqldelight.** org.sql2o.** org.datanucleus.** org.eclipse.persistence.** oracle.toplink.**
     org.flywaydb.** liquibase.** org.javalite.** org.seasar.doma.** com.blazebit.** io.hypersistence.** com.vladmihalcea.**
     org.quartz.** org.jobrunr.** com.github.kagkarlsson.** net.javacrumbs.shedlock.** com.xxl.job.core.** org.redisson.**
     play.api.** play.core.** play.db.** play.mvc.** play.libs.** play.utils.** play.server.** play.data.** play.cache.** play.jobs.** play.plugins.**
     play.classloading.** play.filters.** play.http.** play.inject.** play.routing.** play.Invoker** play.PlayPlugin** akka.** sbt.**
     io.netty.** reactor.** io.projectreactor.** io.micronaut.** io.quarkus.** io.smallrye.** org.jboss.** io.vertx.** ratpack.** io.javalin.**
     io.dropwizard.** com.codahale.** ru.vyarus.** io.helidon.** spark.Spark** spark.http.** spark.embeddedserver.** spark.route.** spark.servlet.**
     org.http4s.** org.scalatra.** com.twitter.finagle.** com.twitter.util.** com.twitter.finatra.** io.ktor.** grails.** org.grails.**
     org.codehaus.groovy.grails.** io.grpc.** com.linecorp.armeria.** org.eclipse.jetty.** org.mortbay.** io.undertow.** org.xnio.**
     org.wildfly.** org.glassfish.** fish.payara.** com.sun.enterprise.** com.sun.ejb.** com.sun.appserv.** com.sun.web.** com.sun.faces.** com.sun.jersey.** com.sun.xml.** com.sun.el.** com.sun.grizzly.**
     org.primefaces.** org.ocpsoft.** com.ibm.ws.** com.ibm.wsspi.** com.ibm.websphere.** com.ibm.ejs.** weblogic.** com.caucho.**
     fi.iki.elonen.** org.restlet.** org.resteasy.** com.vaadin.** com.opensymphony.** org.zkoss.** org.omnifaces.** org.keycloak.**
     org.axonframework.** org.camunda.bpm.engine.** org.camunda.bpm.spring.** org.flowable.** org.activiti.** org.jbpm.** org.drools.** org.kie.**
     com.netflix.hystrix.** com.netflix.zuul.** com.netflix.client.** com.netflix.loadbalancer.** com.netflix.discovery.** feign.** okhttp3.** okio.** retrofit2.** com.squareup.okhttp.** com.squareup.moshi.** com.squareup.sqldelight.** org.asynchttpclient.** com.hazelcast.** org.infinispan.** org.ehcache.**
     net.sf.ehcache.** com.github.benmanes.caffeine.** io.lettuce.** redis.clients.** com.rabbitmq.** org.elasticsearch.client.** co.elastic.**
     com.fasterxml.** com.google.gson.** com.google.protobuf.** org.json.** com.thoughtworks.** org.yaml.** org.dom4j.** org.jdom2.** net.sf.jasperreports.**
     com.thetransactioncompany.** org.pac4j.** io.jsonwebtoken.** org.opensaml.** com.alibaba.dubbo.** com.alibaba.fastjson** com.alibaba.nacos.**
     com.alibaba.csp.** com.alibaba.cloud.** com.alibaba.ttl.** io.seata.** com.zaxxer.nuprocess.** com.p6spy.** io.zipkin.** brave.**
     io.opentelemetry.** io.opentracing.** io.jaegertracing.** com.newrelic.** datadog.trace.** com.dynatrace.** co.elastic.apm.** com.appdynamics.**
     org.glowroot.** kamon.** io.micrometer.** io.prometheus.** ch.qos.logback.** org.slf4j.** lombok.** com.jcabi.**
     junit.** org.junit.** org.testng.** org.mockito.** org.spockframework.** spock.** org.scalatest.** org.specs2.** munit.** io.kotest.** io.cucumber.**
     cucumber.** org.testcontainers.** org.gradle.** com.intellij.** worker.org.gradle.** io.gatling.** org.openjdk.jmh.** org.codehaus.** org.osgi.**
     net.jodah.** dev.failsafe.** io.github.resilience4j.** org.jboss.weld.** bitronix.tm.** com.atomikos.icatch.** com.arjuna.**
     org.bukkit.** org.spigotmc.** net.minecraft.** com.destroystokyo.paper.** io.papermc.** net.md_5.bungee.** com.velocitypowered.proxy.** org.spongepowered.**
     graphql.GraphQL** graphql.execution.** graphql.schema.** com.expediagroup.graphql.** com.netflix.graphql.** com.coxautodev.graphql.** io.jooby.** org.jooby.**`,
  ),
  ...apache(
    'framework',
    `catalina coyote tomcat jasper el ibatis shiro camel dubbo struts struts2 cxf axis axis2 activemq kafka karaf felix aries geronimo
     openejb tomee openjpa cayenne deltaspike myfaces wicket tapestry velocity freemarker commons http hc log4j maven surefire zookeeper curator
     rocketmq pulsar ignite geode spark flink beam hadoop hive calcite shardingsphere shardingjdbc skywalking pekko nifi sling jackrabbit
     lucene solr turbine empire torque ofbiz fop poi xerces xalan xmlrpc mina sshd servicecomb servicemix synapse juneau johnzon bval
     logging juli naming cocoon click seata brpc inlong`,
  ),
  ...give('application', `org.springframework.samples.** org.apache.ofbiz.**`),
];

const DRIVER = give(
  'driver',
  `org.postgresql.** com.impossibl.postgres.** com.edb.** com.mysql.** org.gjt.mm.** org.mariadb.** oracle.jdbc.** oracle.net.** oracle.sql.**
   com.microsoft.sqlserver.** net.sourceforge.jtds.** org.h2.** org.hsqldb.** org.apache.derby.** org.sqlite.** com.ibm.db2.** com.ibm.as400.**
   com.sybase.** org.firebirdsql.** com.informix.** com.sap.db.** com.teradata.** com.vertica.** com.clickhouse.** ru.yandex.clickhouse.**
   com.github.housepower.** net.snowflake.** com.simba.** com.amazon.redshift.** com.amazonaws.redshift.** org.apache.hive.jdbc.** org.apache.phoenix.** org.apache.calcite.avatica.**
   io.trino.jdbc.** com.facebook.presto.jdbc.** com.singlestore.** com.yugabyte.** com.dameng.** dm.jdbc.** com.kingbase8.** com.gbase.** com.oceanbase.**
   com.intersys.** com.mckoi.** org.duckdb.** cubrid.jdbc.** com.google.cloud.spanner.** com.google.cloud.sql.** software.amazon.jdbc.** software.aws.rds.**
   com.amazonaws.secretsmanager.sql.** io.r2dbc.** dev.miku.r2dbc.** io.asyncer.r2dbc.** com.github.jasync.** net.ttddyy.** com.p6spy.**
   net.sf.log4jdbc.** net.bull.javamelody.** com.github.gavlyukovskiy.** com.integralblue.log4jdbc.** org.apache.shardingsphere.driver.** io.opentelemetry.instrumentation.jdbc.**`,
);

const POOL = give(
  'pool',
  `com.zaxxer.hikari.** HikariDataSource HikariPool HikariProxyConnection ProxyLeakTask org.apache.tomcat.jdbc.** org.apache.tomcat.dbcp.**
   org.apache.commons.dbcp.** org.apache.commons.dbcp2.** org.apache.commons.pool.** org.apache.commons.pool2.** com.mchange.** io.agroal.**
   com.alibaba.druid.** org.vibur.** oracle.ucp.** oracle.jdbc.pool.** com.jolbox.bonecp.** org.logicalcobwebs.proxool.** snaq.db.** stormpot.**
   io.r2dbc.pool.** reactor.pool.** io.vertx.sqlclient.impl.pool.** io.vertx.core.net.impl.pool.** com.atomikos.jdbc.** com.atomikos.datasource.pool.**
   bitronix.tm.resource.** org.jboss.jca.** org.ironjacamar.** com.sun.gjc.** com.sun.enterprise.resource.** com.ibm.ws.rsadapter.** com.ibm.ejs.j2c.**
   weblogic.jdbc.** weblogic.common.resourcepool.** org.apache.openjpa.lib.jdbc.** org.h2.jdbcx.JdbcConnectionPool** org.apache.ibatis.datasource.pooled.**
   com.github.chrisvest.stormpot.** com.vladmihalcea.flexypool.** org.enhydra.jdbc.** org.objectweb.jotm.**`,
);

/**
 * As logback's shortening converter prints them: packages as one letter each. Only initials that hardly any company shares; the rest stays
 * application code, which is the lesser mistake.
 */
const ABBREVIATED = [
  ...give('runtime', `j.l.** j.u.** j.b.** j.i.r.** s.r.** k.c.**`),
  ...give('framework', `o.s.** o.h.** o.a.c.** o.a.coyote.** o.a.catalina.** o.a.tomcat.** o.e.j.** i.n.** r.c.**`),
  ...give('driver', `o.postgresql.** c.mysql.** c.m.c.j.** o.h2.**`),
  ...give('pool', `c.z.h.** c.z.hikari.** o.a.t.j.p.** c.a.druid.**`),
];

/** Classes and methods that no source file holds. Wherever they stand, no line of theirs can be opened. */
const GENERATED = [
  'file:"<generated>"',
  'function:access$**', 'function:**$default', 'function:**$adapted',
  ...[
    '$$EnhancerBy**', '$$FastClassBy**', '$$SpringCGLIB$$**', 'CGLIB$$**', '$$Lambda**', '$Proxy$_$$_Weld**', '_$$_jvst**', '_$$_javassist**',
    '$HibernateProxy$**', '$ByteBuddy$**', '$MockitoMock$**', '_ClientProxy', '$AjcClosure**', '$Intercepted', '$Definition$Exec',
    'GeneratedMethodAccessor**', 'GeneratedConstructorAccessor**', 'LambdaForm$**',
    // A digit must follow, or a hand-written $ProxyFactory would be taken for one.
    ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => `$Proxy${digit}**`),
  ].map((name) => `stack.module:**${name}`),
].map((matcher) => `family:java ${matcher} role=proxy`); // prettier-ignore

/** Where build tools put a library that they copy among the application's own packages (Maven's shade plug-in, Gradle's shadow), by names that no application gives to its own. */
const copied = (role: FrameRole, libraries: string): string[] =>
  libraries
    .split(' ')
    .flatMap((library) => ['internal', 'lib', 'libs', 'shaded', 'shadow', 'relocated'].map((folder) => `**.${folder}.${library}.**`))
    .flatMap((module) => give(role, module));

/** The same with the library's own name whole behind the application's: `shop.com.zaxxer.hikari`. */
const moved = (role: FrameRole, libraries: string): string[] => libraries.split(' ').flatMap((library) => give(role, `**.${library}.**`));

const COPIED = [
  ...moved(
    'pool',
    'com.zaxxer.hikari com.mchange.v2 org.apache.commons.dbcp2 org.apache.commons.pool2 org.apache.tomcat.jdbc com.alibaba.druid',
  ),
  ...moved('framework', 'com.j256.ormlite org.jooq org.jdbi.v3 org.hibernate org.springframework org.apache.ibatis'),
  ...moved('driver', 'org.postgresql com.mysql.cj com.mysql.jdbc org.mariadb.jdbc org.h2'),
  ...copied('framework', 'ormlite jooq jdbi sql2o'),
  ...copied('pool', 'hikari hikaricp zaxxer c3p0 mchange dbcp2 agroal'),
];

/** Roles of Java, Kotlin, Scala, Groovy and Clojure frames, most general first: later rules win. */
export const JAVA_FRAME_RULES: readonly string[] = [...RUNTIME, ...FRAMEWORK, ...DRIVER, ...POOL, ...COPIED, ...ABBREVIATED, ...GENERATED];
