/*
 * How programs say that a connection goes out and comes back, in English and in the languages of abroad.ts. They are stems: what agrees with a noun is left open. Which language
 * a line speaks is not asked.
 */

/** Lent, taken, handed out; or what was done is called a loan. */
export const LENDS = [
  'ausgeliehen', 'entliehen', 'verliehen', 'geliehen', 'ausgegeben', 'vergeben', 'entnommen', 'geholt', 'belegt', 'ausgecheckt', 'ausleihe', 'entnahme',
  'emprunt', 'prêt', 'prise', 'acquise', 'obtenu', 'attribué',
  'préstamo', 'prestamo', 'prestad', 'tomad', 'adquirid', 'entregad', 'obtenid', 'cedid',
  'emprestad', 'empréstimo', 'emprestimo', 'obtid', 'retirad', 'concedid',
  'prestat', 'prestito', 'presa', 'preso', 'prelevat', 'acquisita', 'acquisito', 'ottenut', 'concessa', 'concesso',
  'uitgeleend', 'geleend', 'uitgegeven', 'opgenomen', 'verkregen',
  'wypożyczon', 'pożyczon', 'pobran', 'wydan', 'wzięt', 'przydzielon',
  'zapůjčen', 'vypůjčen', 'půjčen', 'vydán', 'převzat', 'přidělen', 'požičan', 'zapožičan', 'pridelen',
  'utlånad', 'lånad', 'utlämnad', 'hämtad', 'udlånt', 'utlånt', 'lånt', 'udleveret', 'utlevert', 'hentet',
  'lainattu', 'lainaan', 'annettu', 'otettu', 'varattu', 'kölcsön', 'kiadva', 'kivéve', 'lefoglalva', 'ödünç verildi', 'ödünç alındı', 'verildi', 'alındı',
  'împrumutat', 'imprumutat', 'acordat', 'preluat',
  'выдан', 'взят', 'получен', 'занят', 'одолжен', 'видан', 'отриман', 'зайнят', 'позичен',
]; // prettier-ignore
/** Opened: what the network's connections are as well. */
export const OPENS = [
  'geöffnet', 'geoeffnet', 'ouvert', 'abiert', 'abert', 'apert', 'geopend', 'otwart', 'otevřen', 'otvoren', 'öppnad', 'åbnet', 'åpnet', 'avattu', 'megnyitva', 'açıldı',
  'deschis', 'открыт', 'відкрит',
]; // prettier-ignore
/** Given back, or closed. */
export const RETURNS = [
  'zurückgegeben', 'zurueckgegeben', 'zurückgebracht', 'zurückgelegt', 'zurückgekehrt', 'zurück', 'zurueck', 'freigegeben', 'geschlossen', 'rückgabe', 'rueckgabe', 'eingecheckt',
  'rendu', 'restitu', 'retourné', 'retour', 'libéré', 'relâché', 'fermé', 'remise',
  'devuelt', 'devolución', 'devolucion', 'liberad', 'soltad', 'cerrad', 'restituid',
  'devolvid', 'devoluç', 'libertad', 'fechad', 'encerrad',
  'restituit', 'restituzione', 'resa', 'reso', 'rilasciat', 'liberata', 'liberato', 'tornat', 'rientrat', 'chius',
  'teruggegeven', 'teruggebracht', 'ingeleverd', 'vrijgegeven', 'gesloten', 'terug',
  'zwrócon', 'zwrot', 'oddan', 'zwolnion', 'zamknięt',
  'vrácen', 'vráten', 'uvolněn', 'uvoľnen', 'zavřen', 'uzavřen', 'zatvoren', 'uzavret',
  'återlämnad', 'lämnad', 'frigjord', 'frigiven', 'släppt', 'stängd', 'tillbaka', 'returneret', 'returnert', 'afleveret', 'tilbageleveret', 'tilbakelevert', 'frigivet', 'frigitt',
  'frigjort', 'lukket', 'tilbage', 'tilbake', 'palautettu', 'palautui', 'vapautettu', 'suljettu', 'visszaadva', 'visszakerült', 'visszavéve', 'felszabadítva', 'elengedve',
  'lezárva', 'bezárva', 'iade', 'geri', 'bırakıldı', 'serbest', 'kapatıldı', 'kapandı', 'returnat', 'restituit', 'eliberat', 'înapoiat', 'inapoiat', 'închis', 'inchis',
  'возвращ', 'вернул', 'отдан', 'освобожд', 'закрыт', 'сдан', 'поверн', 'звільнен', 'закрит', 'віддан',
]; // prettier-ignore

/** The same in English, whole words: stems would be those of too many others. */
export const ENGLISH = {
  lends:
    'checked out|check out|checkout|checking out|took|takes?|taken|taking|grab(?:bed|s|bing)?|acquire[ds]?|acquiring|borrow(?:ed|s|ing)?|lease[ds]?|leasing|lent|lends?|lending|loan(?:ed|s)?|hand(?:ed|ing|s)? out|(?:gave|given?|giving) out|got|gets?|getting|obtain(?:ed|s|ing)?|reserve[ds]?|reserving|allocate[ds]?|allocating|assigned|claimed|issued|granted|fetched|using|in use|out|>>>|getConnection\\(\\) ->',
  opens: 'open(?:ed|s|ing)?',
  returns:
    'release[ds]?|releasing|return(?:ed|s|ing)?|check(?:ed|ing)? in|checkin|check-in|(?:gave|given?|giving|put|putting|hand(?:ed|ing|s)?|brought|came|comes) back|back|freed|free again|dropped off|(?:done|finished) with|close[ds]?(?:\\(\\))?|closing|relinquished|<<<',
};

/** `wurde`, `è stata`, `has been`: what may stand between a connection and what happened to it. No word that denies it. */
export const AUXILIARIES =
  'was|is|has|been|now|just|wurde|wird|ist|est|été|fue|es|ha|sido|foi|é|è|stat[aoie]|viene|werd|wordt|jest|zostało|została|został|byl[aoy]?|była|było|był|bol[aoy]?|je|blev|ble|är|er|on|oli|este|fost|была|было|был|була|було|був';

/** What leads to who has it, where, how long and after what. */
export const PREPOSITIONS =
  'to|by|from|at|in|into|for|after|on|via|with|of|within|during|the|held|out|used|took|waited|since|von|vom|an|aus|nach|für|fuer|durch|bei|im|den|dem|der|par|de|du|des|à|au|dans|pour|après|apres|depuis|le|la|a|por|en|para|tras|después|despues|desde|del|el|al|após|apos|depois|do|da|no|na|ao|pela|pelo|o|dopo|di|per|dal|dalla|nel|nella|il|van|door|aan|voor|uit|bij|het|po|przez|dla|od|z|w|we|do|v|ve|pro|u|za|k|ke|s|efter|av|af|i|til|för|från|fra|på|ved|hos|etter|după|dupa|la|în|din|pentru|către|через|после|спустя|в|во|из|для|от|на|у|з|із|від|після|за|до|по';
/** `the thread`, `el hilo`. */
export const THREADS =
  'thread|worker|task|goroutine|hilo|fil|filo|fio|wątek|wątk|vlákn|vlakn|tråd|säie|szál|iş|fir|поток|потік|потоц|draad';

/** Of which nothing but a database has no like: what else is lent, opened and given back. */
const OTHER_THINGS =
  'file|fichier|datei|archivo|ficheiro|arquivo|plik|soubor|tiedosto|файл|dosya|fájl|fișier|bestand|handle|descriptor|socket|сокет|soket|lock|mutex|blokad[ay]|sperre|verrou|bloqueo|cerrojo|замок|stream|flux|strumień|поток|channel|kanal|kanał|canal|канал|thread|hilo|wątek|vlákno|worker|window|fenster|ticket|account|konto|cuenta|conto|door|tür|porta|puerta|book|buch|libro|livre|książka|книга|room|zimmer|span|timer|permit|token|licen[sc]e|lizenz|page|buffer|puffer|device|browser|port|seat|table|mesa|tavolo|tisch';
export const OTHER_THING = new RegExp(String.raw`(?<!\p{L})(?:${OTHER_THINGS})\p{L}{0,2}(?!\p{L})`, 'iu');

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
/** Of English words, which stand in too many lines, none is looked for: but what is lent, and how many are out. */
const ENGLISH_HINTS = [
  ...[' out)', ' open)', ' lent)', ' in use)', ' held)', ' away)', ' busy)', ' lent to ', 'loaned to ', 'opened by ', 'opened at ', 'closed after '],
  ...['conn', 'onnection'].flatMap((noun) => [...'0123456789'].map((digit) => `${noun} ${digit}`)),
  ...['onnection id', 'onnection no', 'checkout <', 'checkin <', 'onnection pid', 'onnection@', 'now in use', 'free again', 'conn_', 'conn-', 'connId', 'onnectionId', 'connection_id'],
  ...['db conn', 'DB conn', 'atabase connection', 'pg backend', 'its connection', 'onnection taken', 'onnection back', 'onnection given', 'onnection lent', 'onnection leased', 'onnection obtained'],
]; // prettier-ignore
/** Ends of English words, as in `enterprise`, and words of four letters: only whole. */
const WHOLE = /^(?:prise|remise|\w{4})$/;
const spelled = (stem: string): readonly string[] => {
  if (WHOLE.test(stem)) return [` ${stem} `, `${capital(stem)} `];
  return stem.length > 5 ? [stem.slice(1)] : [stem, capital(stem)];
};

/** Of these one stands in each line of a loan or a return. */
export const loanHints: readonly string[] = [...new Set([...ENGLISH_HINTS, ...[...LENDS, ...OPENS, ...RETURNS].flatMap(spelled)])];

/** Shops and hotels do that, too. */
export const HOMONYM = /^check[ -]?(?:out|in)$/i;
