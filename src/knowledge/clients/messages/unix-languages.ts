import { inLanguages, type Message, messagesOf, type Sentences } from './message.ts';

/**
 * The C library's sentences on Linux, which wget, Java, Ruby, Perl and shells print in the language of the machine, often without the number.
 * https://sourceware.org/git/?p=glibc.git;a=tree;f=po
 */
/** Connection refused. */
const REFUSED: Sentences = [
  'tcp/refused',
  'Verbindungsaufbau abgelehnt',
  'Connexion refusée',
  'Conexión rehusada',
  'Connessione rifiutata',
  'Conexão recusada',
  'Ligação recusada',
  'В соединении отказано',
  "У з'єднанні відмовлено",
  'Połączenie odrzucone',
  'Spojení odmítnuto',
  'Verbinding is geweigerd',
  'Förbindelsen förvägrad',
  'Bağlantı reddedildi',
  '接続を拒否されました',
  '연결이 거부됨',
];
/** Connection timed out. */
const TIMED_OUT: Sentences = [
  'tcp/timeout',
  'Die Wartezeit für die Verbindung ist abgelaufen',
  "Connexion terminée par expiration du délai d'attente",
  'Expiró el tiempo de conexión',
  'Connessione scaduta',
  'Tempo esgotado para conexão',
  'Ligação expirada',
  'Время ожидания соединения истекло',
  "Перевищено інтервал очікування з'єднання",
  'Przekroczony czas oczekiwania na połączenie',
  'Spojení bylo příliš dlouho neaktivní',
  'Verbinding is verlopen',
  'Förbindelsens tidsgräns löpte ut',
  'Bağlantıda zaman aşımı',
  '連線超過時間',
  '接続がタイムアウトしました',
  '연결 시간 초과',
];
/** Network is unreachable. */
const NO_NETWORK: Sentences = [
  'tcp/unreachable',
  'Das Netzwerk ist nicht erreichbar',
  "Le réseau n'est pas accessible",
  'La red es inaccesible',
  'La rete non è raggiungibile',
  'A rede está fora de alcance',
  'Rede inacessível',
  'Сеть недоступна',
  'Не вдалося отримати доступ до мережі',
  'Sieć jest niedostępna',
  'Síť není dostupná',
  'Netwerk is onbereikbaar',
  'Nätverket kan inte nås',
  'Ağ erişilebilir durumda değil',
  '無法接觸網路',
  'ネットワークに届きません',
  '네트워크가 접근 불가능합니다',
];
/** No route to host. */
const NO_ROUTE: Sentences = [
  'tcp/unreachable',
  'Keine Route zum Zielrechner',
  "Aucun chemin d'accès pour atteindre l'hôte cible",
  "No existe ninguna ruta hasta el `host'",
  "Nessun instradamento per l'host",
  'Não há rota para o host',
  'Sem caminho para o anfitrião',
  'Нет маршрута до узла',
  'Немає маршруту до вузла',
  'Brak trasy do hosta',
  'K počítači neexistuje cesta',
  'Geen route naar host',
  'Ingen väg till värd',
  'Makinaya ağ üzerinden yol yok',
  '没有到主机的路由',
  '找不到通往該主機的路由路徑',
  'ホストへの経路がありません',
  '호스트로 갈 루트가 없음',
];
/** Connection reset by peer. */
const RESET: Sentences = [
  'tcp/reset',
  'Die Verbindung wurde vom Kommunikationspartner zurückgesetzt',
  'Connexion ré-initialisée par le correspondant',
  'Conexión reinicializada por la máquina remota',
  'Connessione interrotta dal corrispondente',
  'Conexão fechada pela outra ponta',
  'Ligação reposta pelo peer',
  'Соединение разорвано другой стороной',
  "Вузол розірвав з'єднання",
  'Połączenie zerwane przez drugą stronę',
  'Spojení zrušeno druhou stranou',
  'Verbinding is weggevallen',
  'Förbindelse borttagen av partnern',
  'Bağlantı karşıdan kesildi',
  '连接被对方重设',
  '連線被對方重設',
  '接続が相手からリセットされました',
  '상대편이 연결을 끊음',
];
/** Name or service not known. */
const NO_NAME: Sentences = [
  'dns/nxdomain',
  'Der Name oder der Dienst ist nicht bekannt',
  'Nom ou service inconnu',
  'Nombre o servicio desconocido',
  'Nome o servizio sconosciuto',
  'Nome ou serviço desconhecido',
  'Nome ou serviço desconhecidos',
  'Неизвестное имя или служба',
  'Невідома назва чи сервіс',
  'Ta nazwa lub usługa jest nieznana',
  'Neznámé jméno nebo služba',
  'Naam of dienst is niet bekend',
  'Namn eller tjänst okänd',
  'İsim ya da servis bilinmiyor',
  '未知的名称或服务',
  '名稱或服務未知',
  '名前またはサービスが不明です',
  '이름 혹은 서비스를 알 수 없습니다',
];
/** Temporary failure in name resolution. */
const TRY_AGAIN: Sentences = [
  'dns/temporary-failure',
  'Temporärer Fehler bei der Namensauflösung',
  'Échec temporaire dans la résolution du nom',
  'Fallo temporal en la resolución del nombre',
  'Errore temporaneo nella risoluzione del nome',
  'Falha temporário na resolução de nome',
  'Falha temporária na resolução de nome',
  'Временный сбой в разрешении имен',
  "Тимчасова помилка розв'язання назв",
  'Odwzorowanie nazwy jest chwilowo niemożliwe',
  'Dočasná chyba při vyhodnocování jména',
  'Tijdelijk probleem in naamsherleiding',
  'Namnuppslagning misslyckades temporärt',
  'İsim çözünürlüğünde geçici başarısızlık',
  '域名解析暂时失败',
  '解析名稱時發生暫時性錯誤',
  '名前解決に一時的に失敗しました',
  'name resolution에서 일시적인 실패',
];
/** No address associated with hostname. */
const NO_ADDRESS: Sentences = [
  'dns/no-address',
  'Zu diesem Hostnamen gehört keine Adresse',
  "Aucune adresse associée avec le nom de l'hôte",
  'No existe ninguna dirección asociada al nombre',
  'Nessun indirizzo associato al nome host',
  'Não há endereço associado com o nome',
  'Sem endereço associado ao nome de servidor',
  'С именем узла не связано ни одного адреса',
  "З даною назвою вузла не пов'язано жодної адреси",
  'Brak adresu związanego z nazwą hosta',
  'Jméno počítače nemá přiřazenu adresu',
  'Aan hostnaam is geen adres verbonden',
  'Ingen adress associerad med värdnamn',
  'Makina ismiyle ilişkili adres yok',
  '没有与主机名关联的地址',
  '沒有位址關聯至此主機名稱',
  'ホスト名にアドレスが割り当てられていません',
  '호스트이름과 대응되는 주소가 없음',
];

const asJava = (text: string) => `java.net.ConnectException: ${text}`;
const asWget = (text: string) => `Resolving api.openai.com (api.openai.com)... failed: ${text}.`;

export const unixLanguages: Message[] = messagesOf('glibc', '2', [
  ...inLanguages(REFUSED, asJava, { weight: 'code' }),
  ...inLanguages(TIMED_OUT, asJava, { weight: 'code', type: 'APIConnectionError' }),
  ...inLanguages(NO_NETWORK, asJava, { weight: 'code' }),
  ...inLanguages(NO_ROUTE, asJava, { weight: 'code' }),
  ...inLanguages(RESET, asJava, { weight: 'code' }),
  ...inLanguages(NO_NAME, asWget, { weight: 'code' }),
  ...inLanguages(TRY_AGAIN, asWget, { weight: 'code' }),
  ...inLanguages(NO_ADDRESS, asWget, { weight: 'code' }),
]);
