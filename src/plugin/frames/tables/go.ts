/** A package and all below it. */
const below = (role: string, ...packages: readonly string[]): string[] =>
  packages.map((path) => `family:go stack.module:${path}/** role=${role}`);

// Top-level packages of the standard library. Listed by name, not by the path of the sources: under GOPATH, and in many container images,
// applications live below a `go/src` of their own.
const STANDARD = [
  'archive', 'bufio', 'bytes', 'cmp', 'compress', 'container', 'context', 'crypto', 'embed', 'encoding', 'errors', 'expvar', 'flag', 'fmt',
  'hash', 'html', 'io', 'iter', 'log', 'maps', 'math', 'mime', 'net', 'os', 'path', 'reflect', 'regexp', 'runtime', 'slices', 'sort',
  'strconv', 'strings', 'sync', 'syscall', 'testing', 'text/tabwriter', 'text/template', 'time', 'unicode', 'unique',
  'internal/poll', 'internal/singleflight', 'internal/runtime', 'internal/sync', 'internal/syscall', 'internal/bytealg', 'internal/reflectlite',
]; // prettier-ignore

const DRIVERS = [
  'github.com/lib/pq', 'github.com/jackc/pgx', 'github.com/jackc/pgconn', 'github.com/jackc/pgproto3', 'github.com/jackc/chunkreader',
  'github.com/go-pg/pg', 'github.com/go-sql-driver/mysql', 'github.com/siddontang/go-mysql', 'github.com/go-mysql-org/go-mysql',
  'github.com/mattn/go-sqlite3', 'modernc.org/sqlite', 'github.com/glebarez/go-sqlite', 'github.com/ncruces/go-sqlite3', 'zombiezen.com/go/sqlite',
  'github.com/denisenkom/go-mssqldb', 'github.com/microsoft/go-mssqldb', 'github.com/godror/godror', 'github.com/sijms/go-ora', 'github.com/mattn/go-oci8',
  'gopkg.in/rana/ora.v3', 'gopkg.in/rana/ora.v4', 'github.com/snowflakedb/gosnowflake', 'github.com/ClickHouse/clickhouse-go', 'github.com/ClickHouse/ch-go',
  'github.com/alexbrainman/odbc', 'github.com/ibmdb/go_ibm_db', 'github.com/nakagami/firebirdsql', 'github.com/trinodb/trino-go-client',
  'github.com/databricks/databricks-sql-go', 'github.com/googleapis/go-sql-spanner', 'github.com/marcboeker/go-duckdb', 'github.com/tursodatabase/libsql-client-go',
  'github.com/vertica/vertica-sql-go', 'cloud.google.com/go/cloudsqlconn', 'cloud.google.com/go/spanner',
  'github.com/XSAM/otelsql', 'github.com/luna-duclos/instrumentedsql', 'github.com/ngrok/sqlmw', 'github.com/qustavo/sqlhooks', 'github.com/gchaincl/sqlhooks',
  'github.com/nhatthm/otelsql', 'go.nhat.io/otelsql', 'github.com/uptrace/opentelemetry-go-extra/otelsql', 'github.com/simukti/sqldb-logger',
  'github.com/DATA-DOG/go-sqlmock', 'gopkg.in/DataDog/dd-trace-go.v1/contrib/database/sql', 'go.elastic.co/apm/module/apmsql', 'contrib.go.opencensus.io/integrations/ocsql',
]; // prettier-ignore

const FRAMEWORKS = [
  'gorm.io', 'github.com/jinzhu/gorm', 'github.com/go-gorm', 'github.com/jmoiron/sqlx', 'entgo.io/ent', 'github.com/facebook/ent', 'github.com/uptrace/bun',
  'github.com/volatiletech/sqlboiler', 'github.com/aarondl/sqlboiler', 'github.com/stephenafamo/bob', 'xorm.io/xorm', 'xorm.io/builder', 'github.com/go-xorm/xorm',
  'github.com/Masterminds/squirrel', 'github.com/doug-martin/goqu', 'github.com/huandu/go-sqlbuilder', 'github.com/gocraft/dbr', 'github.com/upper/db',
  'upper.io/db.v3', 'github.com/go-gorp/gorp', 'gopkg.in/gorp.v1', 'github.com/go-rel/rel', 'github.com/go-jet/jet', 'github.com/georgysavva/scany',
  'github.com/blockloop/scan', 'github.com/go-reform/reform', 'gopkg.in/reform.v1', 'github.com/astaxie/beego', 'github.com/beego/beego', 'github.com/gobuffalo/pop',
  'github.com/golang-migrate/migrate', 'github.com/pressly/goose', 'github.com/rubenv/sql-migrate',
  'github.com/gin-gonic/gin', 'github.com/labstack/echo', 'github.com/go-chi/chi', 'github.com/gorilla', 'github.com/gofiber/fiber', 'github.com/valyala/fasthttp',
  'github.com/julienschmidt/httprouter', 'github.com/justinas/alice', 'github.com/urfave/negroni', 'github.com/gobuffalo/buffalo', 'github.com/emicklei/go-restful',
  'github.com/zeromicro/go-zero', 'github.com/tal-tech/go-zero', 'github.com/go-kratos/kratos', 'github.com/go-kit/kit', 'github.com/go-micro', 'github.com/micro/go-micro',
  'github.com/revel/revel', 'github.com/kataras/iris', 'github.com/gogf/gf', 'github.com/cloudwego', 'github.com/danielgtaylor/huma', 'github.com/go-openapi', 'connectrpc.com/connect',
  'github.com/bufbuild/connect-go', 'google.golang.org/grpc', 'google.golang.org/protobuf', 'google.golang.org/api', 'github.com/grpc-ecosystem', 'github.com/twitchtv/twirp',
  'github.com/99designs/gqlgen', 'github.com/graphql-go', 'github.com/graph-gophers', 'go.opentelemetry.io', 'github.com/opentracing', 'github.com/prometheus/client_golang',
  'github.com/getsentry/sentry-go', 'github.com/newrelic/go-agent', 'gopkg.in/DataDog/dd-trace-go.v1', 'github.com/DataDog', 'go.uber.org', 'github.com/rs/zerolog',
  'github.com/sirupsen/logrus', 'github.com/pkg/errors', 'github.com/cockroachdb/errors', 'github.com/spf13', 'github.com/urfave/cli', 'github.com/robfig/cron', 'gopkg.in/robfig/cron.v2',
  'github.com/go-co-op/gocron', 'github.com/hibiken/asynq', 'github.com/riverqueue/river', 'github.com/RichardKnop/machinery', 'github.com/gocraft/work', 'github.com/nats-io',
  'github.com/segmentio/kafka-go', 'github.com/IBM/sarama', 'github.com/Shopify/sarama', 'github.com/confluentinc/confluent-kafka-go', 'github.com/rabbitmq/amqp091-go',
  'github.com/streadway/amqp', 'github.com/ThreeDotsLabs/watermill', 'github.com/panjf2000/ants', 'github.com/oklog/run', 'github.com/sourcegraph/conc',
  'github.com/cenkalti/backoff', 'github.com/avast/retry-go', 'github.com/sony/gobreaker', 'github.com/stretchr/testify', 'github.com/onsi/ginkgo', 'github.com/onsi/gomega',
  'github.com/aws/aws-lambda-go', 'k8s.io', 'sigs.k8s.io/controller-runtime', 'go.temporal.io/sdk', 'github.com/redis/go-redis', 'github.com/go-redis/redis',
]; // prettier-ignore

/**
 * What the packages of Go programs are. Later rules win: first where sources lie (module cache, vendoring, -trimpath), then packages by name.
 * A function of the application is what no rule names, package `main` included.
 */
export const GO_FRAME_RULES: readonly string[] = [
  'family:go stack.abs_path:**/pkg/mod/** role=framework',
  'family:go stack.abs_path:**/vendor/** role=framework',
  // -trimpath prints modules as github.com/some/lib@v1.2.3/file.go
  ...Array.from('0123456789', (digit) => `family:go stack.abs_path:**@v${digit}** role=framework`),
  ...below('framework', ...FRAMEWORKS),
  ...below('driver', ...DRIVERS),
  ...below('runtime', 'golang.org/x', 'vendor/golang.org/x', ...STANDARD),
  ...below(
    'pool',
    'database/sql',
    'github.com/jackc/puddle',
    'github.com/jackc/pgx/v4/pgxpool',
    'github.com/jackc/pgx/v5/pgxpool',
    'github.com/jackc/pgx/pgxpool',
  ),
];
