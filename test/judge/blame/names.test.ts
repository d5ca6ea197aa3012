import { describe, expect, it } from 'vitest';
import { handsOutConnections } from '../../../src/judge/blame/names.ts';
import type { StackFrame } from '../../../src/model/stack-frame.ts';

/** `java shop.Db.open`, `python shop/db.py get_conn`, `go shop/store (*Store).Conn`. */
function frame(text: string): StackFrame {
  const [language, place, name] = text.split(' ') as [StackFrame['language'], string, string | undefined];
  if (language === 'java') {
    const at = place.lastIndexOf('.');
    const module = place.slice(0, at);
    return { function: place.slice(at + 1), module, file: `${module.split('.').at(-1)}.java`, line: 1, language };
  }
  if (language === 'go')
    return { function: name ?? '', module: place, file: `/src/${place}/${place.split('/').at(-1)}.go`, line: 1, language };
  return { function: name ?? '', file: `/srv/${place}`, line: 1, language };
}

/** What a programmer would say of the function who sees nothing but its name. */
const HANDS_OUT = `
  java shop.dao.BaseDao.getConnection
  java shop.persistence.ConnectionFactory.createConnection
  java shop.util.JdbcUtils.getConnection
  java shop.infra.ConnectionSource.acquire
  java shop.infra.ConnectionProvider.get
  java shop.infra.Database.connect
  java shop.infra.Database.open
  java shop.tenancy.TenantConnectionProvider.getTenantConnection
  java shop.infra.SessionFactoryHolder.openSession
  java shop.infra.HibernateUtil.getCurrentSession
  java shop.infra.RoutingDataSource.getConnection
  java shop.infra.Transactions.beginTransaction
  java shop.infra.Db.borrowConnection
  java shop.infra.EntityManagers.createEntityManager
  java shop.repo.Repository.getReadOnlyConnection
  java shop.infra.PooledConnections.checkoutConnection
  java shop.infra.DataSourceHolder.obtainConnectionFromPool
  java shop.scala.Db$.getConnection
  java shop.lake.LakeJdbc.getPrestoConnection
  java shop.infra.Sources.openMySQLConnection
  java shop.infra.MyBatisUtil.openSqlSession
  python shop/db.py get_conn
  python shop/db.py get_db
  python shop/db.py get_session
  python shop/database.py connect
  python shop/db.py session_scope
  python shop/db.py get_db_connection
  python shop/db/engine.py acquire_connection
  python shop/db.py transaction
  python shop/uow.py get_session
  python shop/persistence.py open_connection
  python shop/db.py get_async_session
  python shop/db.py db_session
  python shop/db.py new_connection
  go shop/store (*Store).Conn
  go shop/db Open
  go shop/db Connect
  go shop/store (*Store).BeginTx
  go shop/internal/postgres (*DB).acquireConn
  go shop/db WithTx
  go shop/pool (*Pool).Get
  java shop.infra.DataSources.getDataSource
  java shop.infra.Jdbi.openHandle
  java shop.infra.TransactionManager.begin
  java shop.infra.ShopDatabase.connect
  java shop.infra.ConnectionManager.create
  python shop/uow.py __enter__
  python shop/db.py dbsession
  java laden.daten.Verbindungen.hole
  java laden.daten.Datenbank.oeffneVerbindung
  java laden.daten.Datenbank.öffneVerbindung
  java laden.daten.Verbindungsquelle.leihe
  java laden.daten.VerbindungsHelfer.holeDatenbankVerbindung
  java tienda.datos.ConexionBD.obtenerConexion
  java tienda.datos.GestorConexiones.abrirConexion
  java tienda.datos.Conexion.abrir
  java boutique.bd.FabriqueConnexion.ouvrirConnexion
  java boutique.bd.Acces.obtenirConnexion
  java loja.dados.ConexaoFactory.abrirConexão
  java negozio.dati.GestoreConnessioni.apriConnessione
  java sklep.baza.Dane.pobierzPołączenie
  python winkel/data.py haal_verbinding
  python butik/db.py hämta_anslutning
  python dukkan/vt.py baglanti_al
  go lager/daten (*Speicher).holeVerbindung
`;

const IS_WORK = `
  java shop.orders.OrderRepository.fetchOrder
  java shop.orders.OrderRepository.findById
  java shop.orders.OrderRepository.save
  java shop.billing.InvoiceService.createInvoice
  java shop.billing.InvoiceService.openInvoices
  java shop.reports.ReportExporter.exportCsv
  java shop.auth.SessionReport.createSessionReport
  java shop.auth.UserSessions.invalidateSession
  java shop.auth.TokenService.requestToken
  java shop.chat.ConnectionRequests.acceptRequest
  java shop.monitoring.ConnectionMonitor.checkConnections
  java shop.monitoring.PoolStats.report
  java shop.jobs.NightlyRollup.run
  java shop.jobs.Reindexer.execute
  java shop.orders.OrderApi.get
  java shop.orders.CartDao.update
  java shop.orders.StockDao.reserve
  java shop.orders.ReservationDao.reserveStock
  java shop.travel.ConnectingFlights.findConnections
  java shop.web.CheckoutController.checkoutCart
  java shop.web.CheckoutController.submit
  java shop.search.IndexSource.readAll
  java shop.sync.ReplicaSync.copyRows
  java shop.orders.OrderHandler.handle
  java shop.files.FileStore.openFile
  java shop.mail.MailQueue.drain
  python shop/orders.py create_order
  python shop/orders.py load_cart
  python shop/api/invoices.py render_invoice
  python shop/jobs/rollup.py main
  python shop/tasks.py process_payment
  python shop/api/sessions.py delete_expired_sessions
  python shop/auth.py login
  python shop/stock.py reserve_items
  python shop/export.py write_rows
  python shop/sync.py run_once
  python shop/cursor_paging.py next_page
  python shop/connections.py accept_invitation
  go shop/api (*Server).handleOrder
  go shop/orders (*Repo).ListOpen
  go shop/billing (*Service).CreateInvoice
  go shop/worker run
  go shop/reports (*Exporter).WriteCSV
  go shop/users (*Store).FindByEmail
  go main main.func1
  java shop.orders.OrderDao.get
  java shop.orders.OrderDao.create
  java shop.social.ConnectionRequestService.create
  java shop.social.ConnectionService.get
  java shop.web.Dispatcher.handleRequest
  java shop.web.Dispatcher.handleConnection
  java shop.jobs.WorkerPool.get
  java shop.bank.Transaction.create
  java shop.bank.TransactionService.getTransactions
  python shop/api.py handle_request
  python shop/handlers.py handle
  python shop/session.py get
  java bahn.reise.Verbindungssuche.suche
  java bahn.reise.Fahrplan.findeVerbindung
  java bahn.reise.Verbindungen.berechne
  java laden.rezept.RezeptAblage.hole
  java laden.bestellung.BestellDienst.oeffneBestellung
  java laden.bestellung.BestellDienst.neueBestellung
  java laden.druck.EtikettenDrucker.etikett
  java tienda.pedidos.PedidoDao.obtenerPedido
  java boutique.compte.PageConnexion.afficher
  java loja.estoque.Estoque.criarReserva
  python winkel/voorraad.py haal_artikel
`;

/** Names that a connection or something else may be handed out by: blame passes them with less confidence. */
const MAY = `
  java shop.infra.Gateway.connect
  java shop.stock.StockStore.begin
  java shop.infra.Resource.acquire
  java shop.web.SessionStarter.startSession
  java shop.auth.Sessions.createSession
  python shop/gateway.py acquire
  go shop/gateway (*Gateway).Connect
  java shop.bank.TransactionService.createTransaction
  java shop.bank.Ledger.fetchTransaction
  java shop.bank.Ledger.getTransaction
  java shop.auth.SessionService.lookupSession
  java shop.orders.OrderDao.open
  java shop.social.Network.getConnections
  java bahn.reise.Fahrplan.holeVerbindungen
  java laden.konto.Anmeldung.erstelleSitzung
  java laden.lager.Speicher.oeffne
  python shop/setup.py init_db
  python shop/paging.py make_cursor
  python shop/auth.py get_or_create_session
`;

const lines = (text: string): string[] => text.trim().split('\n').map((line) => line.trim()); // prettier-ignore

describe('names that only hand connections out', () => {
  it.each(lines(HANDS_OUT))('%s', (text) => expect(handsOutConnections(frame(text))).toBe('sure'));
});

describe('names of work', () => {
  it.each(lines(IS_WORK))('%s', (text) => expect(handsOutConnections(frame(text))).toBe('no'));
});

describe('names that may be either', () => {
  it.each(lines(MAY))('%s', (text) => expect(handsOutConnections(frame(text))).toBe('perhaps'));
});
