import { type Message, messagesOf } from './message.ts';

/**
 * Windows' own sentences for socket errors, which Go (`connectex:`, `wsarecv:`), Rust, Java and .NET print in the language of the machine, Go
 * without the number. The shortest part that no other sentence of the same table has.
 */
type Sentences = readonly [finding: Message['finding'], ...texts: string[]];

const TIMED_OUT: Sentences = [
  'tcp/timeout',
  'A connection attempt failed because the connected party did not properly respond',
  'Ein Verbindungsversuch ist fehlgeschlagen, da die Gegenstelle nach einer bestimmten Zeitspanne nicht richtig reagiert hat',
  "Une tentative de connexion a échoué car le parti connecté n'a pas répondu convenablement",
  'Se produjo un error durante el intento de conexión ya que la parte conectada no respondió adecuadamente',
  'Impossibile stabilire la connessione. Risposta non corretta della parte connessa',
  'Uma tentativa de conexão falhou porque o componente conectado não respondeu corretamente',
  'Попытка установить соединение была безуспешной',
  '由于连接方在一段时间后没有正确答复或连接的主机没有反应',
  '連線嘗試失敗，因為連線對象有一段時間並未正確回應',
  '接続済みの呼び出し先が一定の時間を過ぎても正しく応答しなかったため',
  '연결된 구성원으로부터 응답이 없어 연결하지 못했거나',
  'Próba połączenia nie powiodła się, ponieważ połączona strona nie odpowiedziała poprawnie',
  'Een verbindingspoging is mislukt omdat de verbonden partij niet correct heeft geantwoord',
  'Bağlanılan uygun olarak belirli bir süre içinde yanıt vermediğinden',
  'Pokus o připojení selhal, neboť připojená strana v časovém intervalu řádně neodpověděla',
];
const REFUSED: Sentences = [
  'tcp/refused',
  'No connection could be made because the target machine actively refused it',
  'Es konnte keine Verbindung hergestellt werden, da der Zielcomputer die Verbindung verweigerte',
  "Aucune connexion n'a pu être établie car l'ordinateur cible l'a expressément refusée",
  'No se puede establecer una conexión ya que el equipo de destino denegó expresamente dicha conexión',
  'Impossibile stabilire la connessione. Rifiuto persistente del computer di destinazione',
  'Nenhuma conexão pôde ser feita porque a máquina de destino as recusou ativamente',
  'Подключение не установлено, т.к. конечный компьютер отверг запрос на подключение',
  'конечный компьютер отверг запрос на подключение',
  '由于目标计算机积极拒绝，无法连接',
  '無法連線，因為目標電腦拒絕連線',
  '対象のコンピューターによって拒否されたため、接続できませんでした',
  '대상 컴퓨터에서 연결을 거부했으므로 연결하지 못했습니다',
  'Nie można nawiązać połączenia, ponieważ komputer docelowy aktywnie go odmawia',
  'Kan geen verbinding maken omdat de doelcomputer de verbinding actief heeft geweigerd',
  'Hedef makine etkin olarak reddettiğinden bağlantı kurulamadı',
  'Nelze provést připojení, neboť cílový počítač je aktivně odmítl',
  // ERROR_CONNECTION_REFUSED, as asyncio has it
  'The remote computer refused the network connection',
  'Der Remotecomputer hat die Netzwerkverbindung abgelehnt',
  '远程计算机拒绝网络连接',
];
const RESET: Sentences = [
  'tcp/reset',
  'The specified network name is no longer available',
  '指定的网络名不再可用',
  'An existing connection was forcibly closed by the remote host',
  'Eine vorhandene Verbindung wurde vom Remotehost geschlossen',
  "Une connexion existante a dû être fermée par l'hôte distant",
  'Se ha forzado la interrupción de una conexión existente por el host remoto',
  "Connessione in corso interrotta forzatamente dall'host remoto",
  'Foi forçado o cancelamento de uma conexão existente pelo host remoto',
  'Удаленный хост принудительно разорвал существующее подключение',
  '远程主机强迫关闭了一个现有的连接',
  '遠端主機已強制關閉一個現存的連線',
  '既存の接続はリモート ホストに強制的に切断されました',
  '현재 연결은 원격 호스트에 의해 강제로 끊겼습니다',
  'Istniejące połączenie zostało gwałtownie zamknięte przez zdalnego hosta',
  'Een bestaande verbinding is geforceerd gesloten door de externe host',
  'Varolan bir bağlantı uzaktaki bir ana bilgisayar tarafından zorla kapatıldı',
];
const ABORTED: Sentences = [
  'tcp/reset',
  'An established connection was aborted by the software in your host machine',
  'Eine bestehende Verbindung wurde softwaregesteuert durch den Hostcomputer abgebrochen',
  'Une connexion établie a été abandonnée par un logiciel de votre ordinateur hôte',
  'Se ha anulado una conexión establecida por el software en su equipo host',
  'Connessione interrotta dal software del computer host',
  'Uma conexão estabelecida foi anulada pelo software no computador host',
  'Программа на вашем хост-компьютере разорвала установленное подключение',
  '你的主机中的软件中止了一个已建立的连接',
  '您主機上的軟體已中止一個已建立的連線',
  '確立された接続がホスト コンピューターのソウトウェアによって中止されました',
  '현재 연결은 사용자의 호스트 시스템의 소프트웨어의 의해 중단되었습니다',
];
const UNREACHABLE: Sentences = [
  'tcp/unreachable',
  'A socket operation was attempted to an unreachable network',
  'A socket operation was attempted to an unreachable host',
  'Ein Socketvorgang bezog sich auf ein nicht verfügbares Netzwerk',
  'Ein Socketvorgang bezog sich auf einen nicht verfügbaren Host',
  'Une opération a été tentée sur un réseau impossible à atteindre',
  'Se ha intentado una operación de socket en una red no accesible',
  'Tentativo di operazione del socket verso una rete non raggiungibile',
  'Uma operação de soquete foi tentada em uma rede inacessível',
  'Сделана попытка выполнить операцию на сокете при отключенной сети',
  'Сделана попытка выполнить операцию на сокете для недоступного хоста',
  '向一个无法连接的网络尝试了一个套接字操作',
  '向一个无法连接的主机尝试了一个套接字操作',
  '嘗試通訊端操作到一個無法連線的網路',
  '到達できないネットワークに対してソケット操作を実行しようとしました',
  '연결할 수 없는 네트워크에서 소켓 작업을 시도했습니다',
];
const DENIED: Sentences = [
  'tcp/local-denied',
  'An attempt was made to access a socket in a way forbidden by its access permissions',
  'Der Zugriff auf einen Socket war aufgrund der Zugriffsrechte des Sockets unzulässig',
  "Une tentative d'accès à un socket de manière interdite par ses autorisations d'accès a été tentée",
  'Intento de acceso a un socket no permitido por sus permisos de acceso',
  'Tentativo di accesso al socket con modalità non consentite dalle rispettive autorizzazioni di accesso',
  'Foi feita uma tentativa de acesso a um soquete de uma maneira que é proibida pelas permissões de acesso',
  'Сделана попытка доступа к сокету методом, запрещенным правами доступа',
  '以一种访问权限不允许的方式做了一个访问套接字的尝试',
  '嘗試存取通訊端被拒絕，因為存取權限不足',
  'アクセス許可で禁じられた方法でソケットにアクセスしようとしました',
  '액세스 권한에 의해 숨겨진 소켓에 액세스를 시도했습니다',
];
const NO_HOST: Sentences = [
  'dns/nxdomain',
  'No such host is known',
  'Der angegebene Host ist unbekannt',
  'Es ist kein solcher Host bekannt',
  'Hôte inconnu',
  'Host desconocido',
  'Host sconosciuto',
  'Este host não é conhecido',
  'Этот хост неизвестен',
  '不知道这样的主机',
  '無法識別這台主機',
  'そのようなホストは不明です',
  '알려진 호스트가 없습니다',
  'Nieznany host',
  'Onbekende host',
  'Bilinen böyle bir ana bilgisayar yok',
];
const NO_DATA: Sentences = [
  'dns/no-address',
  'The requested name is valid, but no data of the requested type was found',
  'Der angeforderte Name ist gültig, es wurden jedoch keine Daten des angeforderten Typs gefunden',
  'El nombre solicitado es válido pero no se encontraron datos del tipo solicitado',
  'Запрошенное имя верно, но данные запрошенного типа не найдены',
  '请求的名称有效，但是找不到请求的类型的数据',
  '要求した名前は有効ですが、要求された種類のデータは見つかりませんでした',
];
const TRY_AGAIN: Sentences = [
  'dns/temporary-failure',
  'This is usually a temporary error during hostname resolution',
  'Dies ist normalerweise ein zeitweiliger Fehler bei der Auflösung von Hostnamen',
  "Il s'agit généralement d'une erreur temporaire qui se produit durant la résolution du nom d'hôte",
  'Éste es normalmente un error temporal durante la resolución de nombres de host',
  'Обычно это временная ошибка, возникающая при разрешении имен',
  '这通常是在主机名解析时出现的暂时错误',
];
/** .NET: a handshake or a chain that failed, and an answer that was no success (its number is read as a status). */
const NET_TLS: Sentences = [
  'tls/verification-failed',
  'Das Remotezertifikat ist laut Validierungsverfahren ungültig',
  'Das Remotezertifikat ist ungültig',
  "Le certificat distant n'est pas valide",
  'El certificado remoto no es válido',
  'Il certificato remoto non è valido',
  'Недопустимый удаленный сертификат',
  '根据验证过程，远程证书无效',
  '远程证书无效',
  'リモート証明書は、検証手順によると無効',
  '원격 인증서가 유효하지 않습니다',
];
const NET_CHANNEL: Sentences = [
  'tls/handshake-failure',
  'Es konnte kein geschützter SSL/TLS-Kanal erstellt werden',
  'Impossible de créer un canal sécurisé SSL/TLS',
  'No se puede crear un canal seguro SSL/TLS',
  'Impossibile creare un canale sicuro SSL/TLS',
  'Не удалось создать защищенный канал SSL/TLS',
  '未能创建 SSL/TLS 安全通道',
  '无法创建 SSL/TLS 安全通道',
  'SSL/TLS のセキュリティで保護されているチャネルを作成できませんでした',
];
const NET_CLOSED: Sentences = [
  'http/closed',
  'Die zugrunde liegende Verbindung wurde geschlossen',
  'La connexion sous-jacente a été fermée',
  'Se ha terminado la conexión',
  'Connessione sottostante chiusa',
  'Базовое соединение закрыто',
  '基础连接已经关闭',
  '基礎連線已關閉',
  '接続が切断されました',
];
const NET_TIMEOUT: Sentences = [
  'http/timeout',
  'Timeout für Vorgang überschritten',
  "Le délai d'attente de l'opération a expiré",
  'Se excedió el tiempo de espera de la operación',
  "Timeout dell'operazione",
  'Время ожидания операции истекло',
  '操作超时',
  '作業逾時',
  '操作がタイムアウトになりました',
];

/** .NET, PowerShell, WinHTTP and WinINet: the name of the server. */
const NET_NAME: Sentences = [
  'dns/nxdomain',
  'Der Remotename konnte nicht aufgelöst werden',
  "Le nom distant n'a pas pu être résolu",
  'No se puede resolver el nombre remoto',
  'Impossibile risolvere il nome remoto',
  'O nome remoto não pôde ser resolvido',
  'Невозможно разрешить удаленное имя',
  '未能解析此远程名称',
  '無法解析遠端名稱',
  'リモート名を解決できませんでした',
  '원격 이름을 확인할 수 없습니다',
  'Nie można rozpoznać nazwy zdalnej',
  'De externe naam kan niet worden omgezet',
  'Uzak ad çözümlenemedi',
  'Vzdálený název nelze přeložit',
  'Der Servername oder die Serveradresse konnte nicht verarbeitet werden',
  "Le nom ou l'adresse du serveur n'a pas pu être résolu",
  "Le nom de serveur ou l'adresse n'a pas pu être résolu",
  'No se puede resolver el nombre de servidor o su dirección',
  "Impossibile risolvere il nome o l'indirizzo del server",
  '无法解析服务器的名称或地址',
  'サーバー名またはアドレスは解決されませんでした',
];
/** The connect failed, for whichever reason. */
const NET_CONNECT: Sentences = [
  'client/inconclusive',
  'Die Verbindung mit dem Remoteserver kann nicht hergestellt werden',
  'Impossible de se connecter au serveur distant',
  'No es posible conectar con el servidor remoto',
  'No se puede conectar con el servidor remoto',
  'Impossibile effettuare la connessione al server remoto',
  'Impossível conectar-se ao servidor remoto',
  'Невозможно соединиться с удаленным сервером',
  '无法连接到远程服务器',
  '無法連接至遠端伺服器',
  'リモート サーバーに接続できません',
  '원격 서버에 연결할 수 없습니다',
  'Nie można połączyć się z serwerem zdalnym',
  'Kan geen verbinding maken met de externe server',
  'Uzak sunucuya bağlanılamıyor',
];
/** WinHTTP and WinINet: the connection with the server was reset. */
const NET_RESET: Sentences = [
  'tcp/reset',
  'The connection with the server was reset',
  'Die Verbindung mit dem Server wurde zurückgesetzt',
  'Die Verbindung zum Server wurde zurückgesetzt',
  'La connexion avec le serveur a été réinitialisée',
  'Se restableció la conexión con el servidor',
  'La connessione con il server è stata reimpostata',
  'A conexão com o servidor foi redefinida',
  'Соединение с сервером было сброшено',
  '与服务器的连接被重置',
  'サーバーとの接続がリセットされました',
];

/** In languages where the sentence is short, the same words may occur in any log. */
const SHORT = 6;

const rowsOf = ([finding, ...texts]: Sentences, weight?: 'code' | 'general' | 'hidden') =>
  texts
    .filter((text) => text.length >= SHORT)
    .map(
      (text) =>
        [
          text,
          finding,
          `Post "https://api.openai.com/v1/models": dial tcp 10.0.0.1:443: connectex: ${text}.`,
          { ...(weight ? { weight } : {}), ...(finding === 'tcp/timeout' ? { type: 'APIConnectionError' as const } : {}) },
        ] as const,
    );

export const windowsLanguages: Message[] = messagesOf(
  'Windows and .NET',
  '7 to 11',
  [
    ...rowsOf(TIMED_OUT),
    ...rowsOf(REFUSED),
    ...rowsOf(RESET, 'code'),
    ...rowsOf(ABORTED, 'code'),
    ...rowsOf(UNREACHABLE),
    ...rowsOf(DENIED),
    ...rowsOf(NO_HOST),
    ...rowsOf(NET_NAME),
    ...rowsOf(NO_DATA),
    ...rowsOf(TRY_AGAIN),
    ...rowsOf(NET_TLS, 'general'),
    ...rowsOf(NET_CHANNEL, 'general'),
    ...rowsOf(NET_CLOSED, 'general'),
    ...rowsOf(NET_TIMEOUT, 'general'),
    ...rowsOf(NET_RESET, 'code'),
    ...rowsOf(NET_CONNECT, 'hidden'),
  ].map(([format, finding, sample, more]) => [format, finding, sample, more]),
);
