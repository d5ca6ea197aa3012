/**
 * "With an open transaction", as the message of a lost client says it in German, Spanish, French, Italian, Swedish, Russian, Ukrainian, Georgian,
 * Japanese, Korean and Chinese. Source, as of the labels below: postgres 15, src/backend/po. The French text has a line break before the words.
 */
export const OPEN_TRANSACTION =
  /offenen Transaktion|transacción abierta|du client avec une(?: transaction ouverte)?$|transazione aperta|öppen transaktion|открытой транзакции|відкритій транзакції|ღია ტრანზაქციის|トランザクションを実行中|열린 트랜잭션|已打开事务/;

/** What stands before the lines that go with a message (DETAIL, HINT, QUERY, CONTEXT, STATEMENT), in the same languages. */
const LABELS = [
  'DETAIL|HINT|QUERY|CONTEXT|STATEMENT|TIPP|ANFRAGE|ZUSAMMENHANG|ANWEISUNG|DETALLE|CONSULTA|CONTEXTO|SENTENCIA|DÉTAIL|ASTUCE|REQUÊTE|CONTEXTE|INSTRUCTION',
  'DETTAGLI|SUGGERIMENTO|CONTESTO|ISTRUZIONE|DETALJ|TIPS|FRÅGA|KONTEXT|SATS|ПОДРОБНОСТИ|ПОДСКАЗКА|ЗАПРОС|КОНТЕКСТ|ОПЕРАТОР|ВІДОМОСТІ|УКАЗІВКА|ЗАПИТ|ІНСТРУКЦІЯ',
  'დეტალები|მინიშნება|მოთხოვნა|კონტექსტი|ოპერატორი|詳細|ヒント|問い合わせ|文脈|文|상세정보|힌트|쿼리|내용|구문|详细信息|提示|查询|上下文|语句',
].join('|');

/** True of a line that goes with another: its prefix, code included, is the same, and it would be told twice. */
export const GOES_WITH = new RegExp(`(?<!\\p{L})(?:${LABELS}): {2}`, 'u');
