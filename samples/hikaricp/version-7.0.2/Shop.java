package shop;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Four workers serve requests for 100 s. Three reservations of stock that is not there lose their connection; reports are slow. */
public final class Shop {
  private static final Logger LOG = LoggerFactory.getLogger("shop.web");
  private static final HikariDataSource POOL = new HikariDataSource(configuration());

  private static HikariConfig configuration() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + System.getenv("PGPORT") + "/shop?user=app");
    config.setPoolName("shop");
    config.setMaximumPoolSize(8);
    config.setLeakDetectionThreshold(4000);
    return config;
  }

  static final class StockDao {
    void reserve(int id) throws SQLException {
      Connection connection = POOL.getConnection();
      try (PreparedStatement statement = connection.prepareStatement("UPDATE stock SET left_over = left_over - 1 WHERE id = ?")) {
        statement.setInt(1, id);
        if (statement.executeUpdate() == 0) throw new IllegalStateException("no stock " + id);
      }
      connection.close();
    }

    int left(int id) throws SQLException {
      try (Connection connection = POOL.getConnection();
          PreparedStatement statement = connection.prepareStatement("SELECT left_over FROM stock WHERE id = ?")) {
        statement.setInt(1, id);
        statement.executeQuery().next();
        return id;
      }
    }

    void report() throws SQLException {
      try (Connection connection = POOL.getConnection();
          PreparedStatement statement = connection.prepareStatement("SELECT pg_sleep(5)")) {
        statement.executeQuery();
      }
    }
  }

  private static void serve(StockDao dao, Random random, int n, boolean loses) throws InterruptedException {
    int id = loses && (n == 40 || n == 55 || n == 70) ? 99 : 1 + random.nextInt(50);
    String request = n % 50 == 25 ? "GET /reports" : n % 5 == 0 ? "POST /stock/reserve" : "GET /stock/" + id;
    int status = 200;
    try {
      if (n % 50 == 25) dao.report();
      else if (n % 5 == 0) dao.reserve(id);
      else dao.left(id);
    } catch (SQLException | IllegalStateException e) {
      status = 500;
      LOG.error("request failed: {}", e.getMessage());
    }
    LOG.info("{} {}", request, status);
    Thread.sleep(300 + random.nextInt(900));
  }

  public static void main(String[] args) throws Exception {
    CountDownLatch done = new CountDownLatch(4);
    long end = System.nanoTime() + 100_000_000_000L;
    for (int worker = 1; worker <= 4; worker++) {
      Random random = new Random(worker);
      boolean loses = worker == 2;
      Runnable work = () -> {
        StockDao dao = new StockDao();
        try {
          for (int n = 1; System.nanoTime() < end; n++) serve(dao, random, n, loses);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        } finally {
          done.countDown();
        }
      };
      new Thread(work, "worker-" + worker).start();
    }
    done.await();
    Thread.sleep(40_000);
  }
}
