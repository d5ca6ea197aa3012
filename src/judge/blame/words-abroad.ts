/*
 * Connection words of programs that are not written in English, each as the English word that `names.ts` knows: `holeVerbindung` and `obtenerConexion` are `getConnection`, and
 * are judged by the same rules. The languages are those in which pools' figures are read (parsers/own-words/abroad.ts). Words that stand often in English names, or mean something
 * else in another of the languages (`base`, `tag`, `ver`, `lan`, `collega`), are left out. The few that are English as well (`hole`, `die`) harm little: all words of a name must be known.
 */

/** By the English word; written without accents, and where a language has a way around them (`oeffne`) in both ways. */
const ABROAD: Readonly<Record<string, string>> = {
  connection: `
    verbindung connexion conexion conexao ligacao connessione verbinding polaczenie spojeni pripojeni spojenie pripojenie anslutning anslutningen forbindelse forbindelsen
    tilkobling tilkoblingen yhteys yhteyden kapcsolat kapcsolatot baglanti baglantisi baglantiyi conexiune conexiunea koneksi soedinenie podklyuchenie podkluchenie
    datenbankverbindung dbverbindung databaseverbinding tietokantayhteys adatbaziskapcsolat databasforbindelse databaseforbindelse`,
  connections: `
    verbindungen connexions conexiones conexoes ligacoes connessioni verbindingen polaczenia anslutningar forbindelser tilkoblinger yhteydet kapcsolatok baglantilar conexiuni
    datenbankverbindungen`,
  connectionmanager: 'verbindungsverwalter verbindungsverwaltung verbindungsmanager',
  connectionfactory: 'verbindungsfabrik verbindungserzeuger',
  connectionsource: 'verbindungsquelle verbindungsgeber',
  connectionpool: 'verbindungspool verbindungsvorrat verbindingspool anslutningspool forbindelsespool',
  session: 'sitzung sesion sessao sessione sessie sesja sesje relace sessionen istunto munkamenet oturum',
  database: 'datenbank databank databas databasen tietokanta adatbazis veritabani',
  get: `
    hole hol holen gib gebe geben erhalte erhalten beschaffe beschaffen besorge obtenir obtiens recuperer recupere donner obtener obten obtiene conseguir consigue dame dar pedir pide obter
    obtem pegar pega ottieni ottenere dammi haal krijg geef pobierz daj uzyskaj ziskej ziskaj dej hamta hent hae anna al getir obtine ambil dapatkan poluchit`,
  open: 'oeffne offne oeffnen offnen ouvrir ouvre abrir abre apri aprire otworz otevri otvor oppna apne aabn avaa nyit ac deschide buka otkryt',
  take: 'nimm nehme nehmen entnimm entnehme prendre prends tomar toma prendi prendere preleva prelevare neem wez vezmi ota ia vzyat',
  borrow: 'leihe leihen ausleihen entleihe borge emprunter emprunte prestar presta emprestar leen pujc pozicz lana lainaa',
  provide: 'liefere liefern fournir fournit fornisci proporcionar fornecer',
  create:
    'erzeuge erzeugen erstelle erstellen baue creer cree crear crea criar cria creare maak utworz vytvor skapa opret opprett luo olustur creeaza buat sozdat',
  new: 'neu neue neuer nouvelle nueva nuevo nova novo nuova nieuwe nowe nove ny uusi yeni noua',
  connect: 'verbinde verbinden connecter connecte conectar conecta polacz anslut baglan',
  begin: 'beginne beginnen starte iniciar inicia demarrer commencer rozpocznij',
  manager: 'verwalter verwaltung gestionnaire gestor gerenciador gestore beheer zarzadca spravce',
  factory: 'fabrik fabrique fabrica fabbrica fabryka',
  source: 'quelle fuente fonte bron zrodlo zdroj',
  provider: 'fournisseur proveedor fornecedor fornitore',
  helper: 'helfer hilfe ayudante ajudante hulp pomocnik',
  the: `
    der die das den dem des ein eine einen einer vom zum zur aus von fuer fur mit la le les une un du dans avec pour el los las del una con desde um uma na com para
    il lo della di per dal een het van uit voor dla pro fra til en et datos donnees dados dati danych gegevens bd bdd bbdd`,
};

const ENGLISH: ReadonlyMap<string, string> = new Map(
  Object.entries(ABROAD).flatMap(([english, words]) => words.trim().split(/\s+/).map((word) => [word, english] as const)), // prettier-ignore
);

/** The English word for one of a name, or the word itself. @param word in lower case, without accents */
export const inEnglish = (word: string): string => ENGLISH.get(word) ?? word;

const LETTERS: Readonly<Record<string, string>> = { ß: 'ss', ł: 'l', Ł: 'L', ø: 'o', Ø: 'O', æ: 'ae', Æ: 'Ae', ı: 'i' };

/** A name without accents: `ÖffneVerbindung` as `OffneVerbindung`. */
export const withoutAccents = (name: string): string =>
  // most names are written in ASCII
  /[^\x20-\x7e]/.test(name) ? name.normalize('NFD').replace(/\p{M}/gu, '').replace(/[ßłŁøØæÆı]/g, (letter) => LETTERS[letter] as string) : name; // prettier-ignore
