import type { Layer, PythonType } from '../../model/layers.ts';

/**
 * What the sentences of programs mean whose words no table has, in the main languages and in any order of words. Read after everything
 * else, of short texts that report a failure. The first that fits counts, so what is exact comes before what is common.
 */
export interface Phrase {
  finding: `${Layer}/${string}`;
  type?: PythonType;
  words: readonly RegExp[];
}

/** A call that failed, and no more: the timer of a client, or a connection of which nothing is said. */
const UNKNOWN = 'client/inconclusive';

export const phrases: readonly Phrase[] = [
  {
    finding: 'auth/permission-denied',
    words: [
      /\b(?:tier|plan|subscription|credentials?|token|key)\b[^.\n]{0,40}\bcan only be used (?:from )?(?:within|inside|with|in|through|via)\b/i,
    ],
  },
  {
    finding: 'config/base-url-invalid',
    words: [/(?:^|[:;=]\s)Invalid (?:base |api |endpoint |server )?URL['".!]{0,2}\s{0,2}$/im],
  },
  {
    finding: 'http/bad-request',
    type: 'BadRequestError',
    words: [/[:=]\s{0,2}['"]?invalid_request_error['".)]{0,2}\s{0,2}$|[:\s]\[invalid_request_error\]\s\S/m],
  },
  {
    finding: 'auth/unsupported-region',
    words: [
      /\b(?:country|region|location|territory)\b[^.\n]{0,40}\b(?:(?:is|are) )?(?:not supported|unsupported|not available|restricted)\b|\b(?:not (?:supported|available)|unavailable|blocked) in (?:your|this) (?:country|region|location)\b/i,
      /(?:国家|地区|區域)[^\n]{0,12}(?:不支持|不支援|不可用|受限)|お住まいの地域[^\n]{0,10}(?:利用|対応)|지역[^\n]{0,10}지원되지/,
    ],
  },
  {
    finding: 'proxy/auth-required',
    words: [
      /\bproxy auth(?:entication|orization)? (?:is )?(?:required|failed|needed)\b|\bproxy requires auth/i,
      /代理[^\n]{0,6}(?:认证|身份验证|驗證)/,
    ],
  },
  {
    finding: 'limit/credit-exhausted',
    words: [
      /\b(?:insufficient|not enough|no(?: more| remaining)?|out of|low|exhausted|negative)\s(?:\w{2,12}\s){0,2}(?:balance|funds|credits?)\b|\b(?:balance|credits?|funds)\b[^.\n]{0,30}\b(?:insufficient|exhausted|too low|depleted|used up|not enough|run out)\b|\bpayment required\b/i,
      /余额不足|餘額不足|欠费|账户[^\n]{0,6}(?:欠费|余额)|残高[^\n]{0,6}不足|クレジット[^\n]{0,6}(?:不足|切れ)|잔액[^\n]{0,6}부족|크레딧[^\n]{0,6}(?:부족|소진)|недостаточно (?:средств|кредитов)|saldo insuficiente|crédit insuffisant|solde insuffisant|créditos? insuficientes?|credito insufficiente|(?:guthaben|kontostand)[^.\n]{0,20}(?:reicht nicht|aufgebraucht|erschöpft|zu niedrig)/i,
    ],
  },
  {
    finding: 'limit/quota-exceeded',
    words: [
      /\bquota\b[^.\n]{0,30}\b(?:exceeded|exhausted|reached|used up|insufficient)\b|\b(?:exceeded|exhausted|insufficient|reached|out of)\b[^.\n]{0,30}\bquota\b/i,
      /(?:额度|配额|限额)[^\n]{0,8}(?:不足|用尽|耗尽|已用完|超出|超限)|クォータ[^\n]{0,8}超|할당량[^\n]{0,6}초과|квота[^\n]{0,12}(?:превышена|исчерпана)|quota (?:dépassé|superad[oa]|excedid[oa]|superat[oa]|überschritten)|cuota (?:superada|excedida)|kontingent (?:überschritten|erschöpft|aufgebraucht)/i,
    ],
  },
  {
    finding: 'limit/rate-limit',
    words: [
      /\brate[ _-]?limit(?:s|ed|ing)?\b|\btoo many requests\b|\b(?:request|call) (?:was )?throttled\b|\b(?:requests?|tokens?) per (?:minute|second|day)\b[^.\n]{0,40}\b(?:exceeded|reached|limit)\b/i,
      /请求(?:过于|太)(?:频繁|多)|(?:频率|速率|并发)[^\n]{0,6}(?:限制|超限|超出|过高)|限流|請求過於頻繁|レート制限|リクエスト(?:が多すぎ|数[^\n]{0,6}(?:上限|超過))|요청[^\n]{0,8}(?:너무 많|한도|제한)|слишком много запросов|превышен(?:о|а)? (?:лимит|количество) запросов|demasiadas (?:solicitudes|peticiones)|trop de requêtes|zu viele anfragen|muitas solicitações|troppe richieste/i,
    ],
  },
  {
    finding: 'auth/incorrect-key',
    words: [
      /\b(?:invalid|incorrect|wrong|bad|unrecogni[sz]ed|revoked|rejected)\s(?:\w{2,12}\s){0,2}(?:api|access|secret|auth(?:entication|orization)?)[ _-]?(?:key|token)s?\b|\b(?:invalid|incorrect|wrong|bad) (?:(?:api|model|llm|provider|openai) )?credentials?\b|\b(?:api|access|secret)[ _-]?(?:key|token)s?\b[^.\n]{0,24}\b(?:(?:is|was|are|seems?|appears?) (?:to be )?(?:invalid|incorrect|wrong|not valid|rejected|revoked|unknown|not (?:recogni[sz]ed|accepted))|rejected|invalid)\b/i,
      /(?:无效的?|錯誤的?|错误的?|不正确的?)\s{0,2}(?:api|API)?\s{0,2}(?:密钥|金鑰|key|Key|KEY|令牌)|(?:api|API)?\s{0,2}(?:密钥|金鑰|key|Key|KEY|令牌)\s{0,2}(?:无效|無效|错误|錯誤|不正确|不合法|已失效)|API\s{0,2}キー[^\n]{0,8}(?:無効|正しくあり|間違)|API\s{0,2}키[^\n]{0,8}(?:유효하지|잘못|올바르지)|неверн(?:ый|ого) (?:api[- ]?)?ключ|недействительн(?:ый|ого) (?:api[- ]?)?ключ|ключ api[^\n]{0,10}(?:неверен|недействителен)|(?:ungültiger?|falscher?) api[- ]?(?:schlüssel|key)|api[- ]?(?:schlüssel|key)[^.\n]{0,12}(?:ungültig|falsch)|clé (?:d'|d’)?api[^.\n]{0,24}(?:invalide|incorrecte|n'est pas valide)|clave (?:de )?(?:la )?(?:api|openai)[^.\n]{0,24}(?:no (?:es )?v[áa]lida|inv[áa]lida|incorrecta)|chave (?:de |da )?api[^.\n]{0,24}(?:não é válida|inválida|incorreta)|chiave api[^.\n]{0,24}(?:non (?:è )?valida|errata)/i,
    ],
  },
  {
    finding: 'config/key-missing',
    words: [
      /\b(?:missing|no|empty|without(?: an?)?)\s(?:\w{2,12}\s){0,2}(?:api|secret|access)[ _-]?key\b|\b\w{0,24}(?:api|secret|access)[ _-]?key\b[^.\n]{0,16}\b(?:(?:is|was) )?(?:missing|required|empty|not (?:set|configured|found|provided|specified|given)|must be (?:set|provided|specified|given|configured))\b/i,
      /(?:未|没有|尚未)(?:设置|配置|提供|填写|输入)[^\n]{0,8}(?:API|api)?\s{0,2}(?:密钥|Key|key|KEY)|(?:API|api)?\s{0,2}(?:密钥|Key|key|KEY)[^\n]{0,4}(?:未设置|未配置|为空|缺失)|API\s{0,2}キー[^\n]{0,8}(?:設定されてい|未設定|指定されてい|ありません)|API\s{0,2}키[^\n]{0,8}(?:설정되지|없습니다|누락)|api[- ]?(?:schlüssel|key)[^.\n]{0,12}(?:fehlt|nicht (?:gesetzt|gefunden|angegeben))|clé (?:d'|d’)?api[^.\n]{0,12}(?:manquante|absente|non définie)|falta[^.\n]{0,10}(?:clave|chave)[^.\n]{0,6}api/i,
    ],
  },
  {
    finding: 'request/context-length',
    words: [
      /\b(?:context|token|prompt|input|sequence)s?[ _-]?(?:length|window|limit|size|count)\b[^.\n]{0,60}\b(?:exceed(?:s|ed|ing)?|too (?:long|large|big)|overflow(?:s|ed)?)\b|\bexceed(?:s|ed|ing)?\b[^.\n]{0,60}\b(?:context|max(?:imum)? (?:number of )?(?:input )?tokens|token limit)\b|\b(?:prompt|input|conversation)s? (?:is |are |was )?too long\b|\btoo many (?:input |prompt )?tokens\b|\bcontext overflow\b/i,
      /(?:上下文|提示词|输入)[^\n]{0,12}(?:过长|超长|超出|超过)|超(?:出|过)[^\n]{0,12}(?:上下文|最大长度|token)|コンテキスト[^\n]{0,10}(?:超|長)|컨텍스트[^\n]{0,10}초과|превышен[^\n]{0,16}контекст|kontext(?:länge|fenster)[^.\n]{0,20}(?:überschritten|überschreitet)|(?:contexte|contexto|contesto)[^.\n]{0,24}(?:dépass|exced|super)/i,
    ],
  },
  {
    finding: 'auth/model-not-found',
    words: [
      /\b(?:no such|unknown|unrecogni[sz]ed|invalid|unsupported|nonexistent) model\b|\bmodel\b(?! (?:instances?|files?|config(?:uration)?s?|workers?|providers?|settings?|caches?|weights|paths?|folders?|director(?:y|ies)|class(?:es)?|types?|cards?|replicas?)\b)[^.\n]{0,4}[^\s\n]{0,80} (?:(?:was |is |could )?not (?:be )?(?:found|available|supported|installed|loaded|recogni[sz]ed)|does(?: not|n't) exist|is (?:unavailable|unknown|invalid))\b|\b(?:could|can)(?: ?not|n't) find (?:the |a )?model\b|\bno model (?:named|called|with the name)\b/i,
      /模型[^\n]{0,40}(?:不存在|未找到|找不到|不可用|不支持)|(?:不存在|找不到|无此|不支持)的?模型|モデル[^\n]{0,40}(?:見つかりません|存在しません|利用できません)|모델[^\n]{0,40}(?:찾을 수 없|존재하지 않)|модель[^\n]{0,40}не (?:найдена|существует|поддерживается)|modell[^.\n]{0,40}(?:nicht gefunden|existiert nicht|nicht verfügbar)|mod[eè]l[eo][^.\n]{0,40}(?:introuvable|n'existe pas|no (?:encontrado|existe)|não (?:encontrado|existe)|non trovato)/i,
    ],
  },
  {
    finding: 'request/content-policy',
    words: [
      /\bcontent (?:filter(?:ed|ing)?|policy|moderation|management)\b|\b(?:prompt|request|input|response) (?:was |has been )?(?:flagged|blocked by (?:the )?(?:safety|content|moderation))\b/i,
      /内容[^\n]{0,6}(?:审核|违规|过滤|安全)|敏感(?:词|内容)|コンテンツ(?:フィルタ|ポリシー)/,
    ],
  },
  {
    finding: 'server/overloaded',
    words: [
      /\b(?:overloaded|over capacity|at capacity)\b|\bserver (?:is )?(?:too )?busy\b|\bservice (?:is )?(?:temporarily )?unavailable\b|\b(?:high|heavy) (?:demand|load)\b/i,
      /(?:服务|服務|系统|服务器|伺服器)[^\n]{0,6}(?:繁忙|过载|超载|不可用|忙碌)|負荷[^\n]{0,8}(?:高|超)|過負荷|混み合って|과부하|перегружен|сервис (?:временно )?недоступен|serveur surchargé|service indisponible|servidor (?:sobrecargado|saturado)|(?:server|dienst)[^.\n]{0,12}(?:überlastet|nicht verfügbar)/i,
    ],
  },
  { finding: 'server/bad-gateway', words: [/\bbad gateway\b|\bgateway time-?out\b/i, /网关(?:错误|超时)/] },
  {
    finding: 'server/error',
    words: [
      /\binternal (?:server )?error\b|\bserver (?:had an )?error\b/i,
      /(?:服务器|伺服器)?内部(?:服务器)?(?:错误|错誤)|サーバー内部エラー|サーバーエラー|내부 서버 오류|внутренняя ошибка сервера|interner serverfehler|erreur interne du serveur|error interno del servidor/i,
    ],
  },
  {
    finding: 'http/not-found',
    words: [
      /\bno (?:such )?(?:endpoint|route|path|handler)\b|\b(?:endpoint|route|path)\b[^.\n]{0,40}\b(?:not found|does(?: not|n't) exist)\b|https?:\/\/\S{3,200} (?:was )?not found\b|\bunknown (?:endpoint|route|path)\b/i,
    ],
  },
  {
    finding: 'auth/invalid-authentication',
    words: [
      /\b(?:unauthori[sz]ed|unauthenticated|not authenticated)\b|\b(?:authentication|authorization|auth) (?:failed|failure|error|required|is required|unsuccessful)\b|\b(?:failed|unable) to authenticate\b|\b(?:empty|wrong|invalid|incorrect) access code\b/i,
      /访问密码(?:不正确|错误|为空)|未授权|未經授權|未认证|(?:认证|鉴权|授权|身份验证|驗證)(?:失败|失敗|错误|不通过)|認証(?:エラー|に失敗|が必要)|인증[^\n]{0,6}(?:실패|오류|필요)|ошибка (?:авторизации|аутентификации)|не авторизован|authentifizierung (?:fehlgeschlagen|erforderlich)|nicht autorisiert|(?:échec|erreur) (?:de l'|de l’|d'|d’)?authentification|non autorisé|(?:error|fallo) de autenticación|no autorizado|não autorizado|falha na autenticação|autenticazione (?:fallita|non riuscita)|non autorizzato/i,
    ],
  },
  {
    finding: 'tls/expired',
    words: [
      /\bcertificate\b[^.\n]{0,30}\bexpired\b|\bexpired certificate\b/i,
      /证书[^\n]{0,6}(?:过期|失效)|証明書[^\n]{0,6}期限|인증서[^\n]{0,6}만료|zertifikat[^.\n]{0,16}abgelaufen|certificat[^.\n]{0,10}expiré|certificado[^.\n]{0,10}(?:caducado|vencido|expirado)|срок действия сертификата/i,
    ],
  },
  {
    finding: 'tls/self-signed',
    words: [
      /\bself[- ]?signed certificate\b|\bcertificate[^.\n]{0,20}self[- ]?signed\b/i,
      /自签名?证书|自己署名|selbst ?signiert/i,
    ],
  },
  {
    finding: 'tls/verification-failed',
    words: [
      /\bcertificate\b[^.\n]{0,40}\b(?:verif(?:y|ication)|validat(?:e|ion)|untrusted|not trusted|invalid|not valid|rejected|unknown)\b|\b(?:verif(?:y|ication)|validat(?:e|ion)|untrusted|invalid)\b[^.\n]{0,30}\bcertificate\b/i,
      /证书[^\n]{0,10}(?:验证|校验|不受信任|无效|错误|不可信)|憑證[^\n]{0,8}(?:驗證|無效)|証明書[^\n]{0,8}(?:検証|無効|信頼)|인증서[^\n]{0,8}(?:검증|유효하지|신뢰)|сертификат[^\n]{0,16}(?:недействителен|не доверен|проверк)|zertifikat[^.\n]{0,24}(?:ungültig|nicht vertrauenswürdig|überprüf)|certificat[^.\n]{0,16}(?:invalide|non valide|vérifi)|certificado[^.\n]{0,16}(?:no válido|inválido|verific)/i,
    ],
  },
  {
    finding: 'dns/nxdomain',
    words: [
      /\bno such host\b|\b(?:could ?n[o']t|can ?n?[o']t|unable to|failed to) (?:resolve|look ?up) (?:the )?(?:host|host ?name|domain|name|address|dns|[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})\b|\b(?:host|domain)(?: ?name)? (?:was )?(?:not found|could not be (?:resolved|found))\b|\bunknown host\b|\bdns (?:lookup|resolution|name resolution) (?:failed|failure|error)\b/i,
      /(?:无法|不能)解析[^\n]{0,8}(?:主机|域名|地址|服务器)|域名解析(?:失败|错误)|無法解析|ホスト(?:名)?[^\n]{0,8}(?:解決できません|見つかりません)|名前解決[^\n]{0,6}失敗|호스트[^\n]{0,8}(?:찾을 수 없|확인할 수 없)|не удалось (?:разрешить|определить) (?:имя|адрес)|host(?:name)?[^.\n]{0,20}(?:nicht (?:gefunden|aufgelöst)|introuvable|no encontrado)/i,
    ],
  },
  {
    finding: 'tcp/refused',
    words: [
      /\bconnection (?:was |has been |got )?(?:actively )?refused\b|\brefused (?:the |to |our )?connect(?:ion)?\b/i,
      /(?:拒绝|拒絕)[^\n]{0,6}(?:连接|連線|連接)|(?:连接|連線)[^\n]{0,6}(?:被拒|拒绝|拒絕)|接続[^\n]{0,8}拒否|연결[^\n]{0,8}거부|в соединении отказано|verbindung[^.\n]{0,16}(?:verweigert|abgelehnt)|connexion refusée|conexión (?:rechazada|denegada)|conexão recusada|connessione rifiutata/i,
    ],
  },
  {
    finding: 'tcp/reset',
    words: [
      /\bconnection (?:was |has been |got )?(?:reset|forcibly closed)\b|\breset by peer\b/i,
      /连接[^\n]{0,6}(?:被重置|重置)|接続[^\n]{0,8}リセット|연결[^\n]{0,8}(?:재설정|초기화)|соединение (?:сброшено|разорвано)|verbindung[^.\n]{0,12}zurückgesetzt|connexion réinitialisée|conexión (?:restablecida|reiniciada)/i,
    ],
  },
  {
    finding: 'tcp/unreachable',
    words: [
      /\b(?:network|host) (?:is )?unreachable\b|\bno route to host\b/i,
      /网络不可达|無法連線到網路|没有到主机的路由|ネットワークに到達できません|сеть недоступна|netzwerk[^.\n]{0,12}nicht erreichbar|réseau[^.\n]{0,12}(?:inaccessible|injoignable)/i,
    ],
  },
  {
    finding: UNKNOWN,
    type: 'APITimeoutError',
    words: [
      /\btimed?[ -]?out\b|\btimeout\b|\bdeadline (?:has )?exceeded\b|\btook too long\b|\bno response\b(?! (?:format|schema|model|class|type|body|header))/i,
      /超时|逾時|タイムアウト|시간[^\n]{0,4}초과|тайм-?аут|время ожидания|zeitüberschreitung|délai[^.\n]{0,16}dépassé|tiempo de espera|tempo (?:limite|esgotado)/i,
    ],
  },
  {
    finding: UNKNOWN,
    words: [
      /\b(?:connection|network) (?:error|failed|failure|problem|issue|lost|dropped|closed|interrupted|aborted)\b|\b(?:could ?n[o']t|can ?n?[o']t|unable to|failed to|error (?:while )?)\s?(?:connect(?:ing)?|reach(?:ing)?|contact(?:ing)?|communicat(?:e|ing)|fetch(?:ing)?)\b|\b(?:ssl|tls) (?:error|failure|problem)\b/i,
      /(?:网络|網路|连接|連線)[^\n]{0,4}(?:错误|錯誤|失败|失敗|异常|中断)|无法连接|無法連線|(?:接続|通信|ネットワーク)[^\n]{0,4}(?:エラー|失敗)|接続できません|(?:연결|네트워크)[^\n]{0,4}(?:오류|실패)|연결할 수 없|ошибка (?:сети|соединения|подключения)|не удалось подключиться|(?:verbindungs|netzwerk)fehler|verbindung[^.\n]{0,20}fehlgeschlagen|erreur (?:de )?(?:réseau|connexion)|impossible de (?:se )?connecter|error de (?:red|conexión)|no se (?:pudo|puede) conectar|erro de (?:rede|conexão)|errore di (?:rete|connessione)/i,
    ],
  },
];
