package com.acme.shop;

import io.r2dbc.pool.*;
import io.r2dbc.spi.*;
import java.time.Duration;
import org.slf4j.*;
import reactor.core.publisher.*;

/** r2dbc-pool 1.0.2 over H2, three connections: exports whose error path never closes, and orders that do. */
public class Shop {
  static final Logger log = LoggerFactory.getLogger("com.acme.shop.Web");

  static Mono<Void> order(ConnectionPool pool) {
    return Mono.usingWhen(pool.create(), c -> Mono.from(c.createStatement("select 1").execute()).flatMap(r -> Mono.from(r.map((row, m) -> 1))).then(), Connection::close);
  }

  /** Closes only when the rows came. */
  static Mono<Void> export(ConnectionPool pool) {
    return pool.create().flatMap(c -> Mono.from(c.createStatement("select nothing").execute()).then(Mono.from(c.close())));
  }

  static void handle(String route, Mono<Void> work) {
    try {
      work.block();
      log.info("{} 200", route);
    } catch (RuntimeException e) {
      log.error("{} 500", route, e);
    }
  }

  public static void main(String[] args) throws Exception {
    ConnectionPool pool = new ConnectionPool(ConnectionPoolConfiguration.builder(ConnectionFactories.get("r2dbc:h2:mem:///shop"))
        .initialSize(1).maxSize(3).maxAcquireTime(Duration.ofSeconds(1)).name("shop").build());
    Flux.interval(Duration.ofSeconds(1)).subscribe(n -> pool.getMetrics().ifPresent(m -> LoggerFactory.getLogger("com.acme.shop.Pool").info(
        "pool acquiredSize={} idleSize={} allocatedSize={} pendingAcquireSize={} maxAllocatedSize={}", m.acquiredSize(), m.idleSize(), m.allocatedSize(), m.pendingAcquireSize(), m.getMaxAllocatedSize())));
    for (int i = 1; i <= 40; i++) {
      handle("GET /orders/" + i, order(pool));
      if (i % 12 == 0) handle("GET /export", export(pool));
      Thread.sleep(150);
    }
    pool.dispose();
  }
}
