/**
 * The words of a sentence that reports a failed call of a model and nothing more, as user interfaces have it, in the main languages. No
 * order is required: who was called, that it was a call, and that it failed.
 */

/** Names of one vendor or program: they also say it in front of a message, as the name of a logger or a part of the program. */
export const VENDORS =
  /openai|open ai\b|chat ?gpt|\bgpt-?\d|\bollama\b|anthropic|\bclaude\b|\bgemini\b|deepseek|openrouter|\bgroq\b|\bmistral\b|litellm|\blm ?studio\b|通义|智谱/iu;

/** Who was called. */
export const CALLED =
  /openai|\bopen (?:ai|api)\b|chat ?gpt|\bgpt\b|\bgpt-?\d|\bllms?\b|\bollama\b|anthropic|\bclaude\b|\bgemini\b|deepseek|openrouter|\bgroq\b|\bmistral\b|litellm|\blm ?studio\b|通义|智谱|\b(?:ai|(?:language|chat|ai) model|chat|completion|embeddings?|inference)[ -](?:api|service|server|provider|request|response|reply|answer|call|backend|endpoint|engine|assistant|connection|generation|completion|query|suggestions?)\b|\bthe (?:selected |current |language |ai )?(?:model|ai)\b(?: provider)?|\bunknown ai\b|\bthe (?:\w{2,12} )?provider\b|\bai agent\b|\b(?:text|chat|message|response|reply|answer|completion) (?:generation|request)\b|\bapi key (?:verification|validation|check|test)\b|大模型|语言模型|人工智能|(?<![A-Za-z])AI\s?(?:服务|請求|请求|接口|响应|回复|模型|翻译|の|応答|サービス|응답|요청|서비스)|нейросет|языков\p{L}{1,4} модел|\bKI-|\bIA\b|\byapay zeka\b/iu;

/** That it was a call, or what was asked for. */
export const CALLS =
  /\bapi\b|request|\bcall(?:s|ed|ing)?\b|connect|communicat|contact|\breach|\btalk(?:ing)?\b|respon[ds]|\brepl(?:y|ies|ied)\b|\banswers?\b|complet(?:e|ion)|generat|translat|transcri|summar|\bquer(?:y|ies|ied|ying)\b|fetch|invok|\bsen[dt]\b|\bserver\b|\bservice\b|endpoint|provider|\bstream|\bsession\b|\bchat\b|suggestion|\bavailable\b|\bunavailable\b|\b(?:api )?key\b[^.\n]{0,12}(?:verif|validat|check|test)|(?:verif|validat|check|test)[^.\n]{0,20}\b(?:api )?key\b|\bfrom\b|\b(?:openai|chat ?gpt|gpt|llm|ai|gemini|claude|ollama|deepseek) (?:error|failure)\b|接口|请求|請求|调用|呼叫|连接|連接|連線|响应|回复|回覆|翻译|翻譯|总结|转录|服务|测试|呼び出し|接続|応答|リクエスト|翻訳|通信|호출|요청|응답|연결|번역|запрос|обращени|ответ|подключ|соедин|вызов|связ|anfrage|aufruf|verbindung|antwort|übersetzung|appel|requête|connexion|contacter|joindre|réponse|traduction|llam(?:ar|ada)|conectar|conexión|solicitud|respuesta|petición|traducción|chama(?:r|da)|conexão|resposta|requisição|solicitação|tradução|chiama(?:ta|re)|richiesta|risposta|connessione|traduzione|iste[kğ]i?|yanıt|bağlan|çağr|gọi|kết nối|yêu cầu|phản hồi|dịch|wywoł|żądani|połącz|odpowied|menghubungi|permintaan|respons|terhubung/iu;

/** That it failed. */
export const FAILS =
  /\berrors?\b|\bfail(?:ed|ure|s)?\b|\bcould ?n[o']t\b|\bcan ?n?[o']t\b|\bunable\b|\bwent wrong\b|\b(?:did|does|is|are) ?(?:not|n't) (?:respond|reply|answer|reach|connect|work|available)\w{0,4}|\bnot responding\b|\bunavailable\b|\bunreachable\b|\bproblem (?:with|while|reach|connect|communicat|call|quer)\w{0,6}|\baborted\b|\b(?:empty|unparsable|invalid|unexpected|malformed) (?:or \w{2,12} )?(?:\w{2,12} )?(?:response|reply|answer)\b|\b(?:response|reply|answer) (?:was |is )?(?:empty|invalid)\b|\bno response\b|错误|錯誤|失败|失敗|异常|異常|报错|報錯|出错|出錯|无法|無法|エラー|できません(?:でした)?|오류|실패|에러|못했습니다|할 수 없|ошибка|не удалось|не удаётся|сбой|не отвечает|недоступ|fehler|fehlgeschlagen|nicht (?:erreichbar|möglich|verfügbar)|konnte nicht|\berreur|échec|échoué|impossible|\berror\b|\bfallo\b|falló|no se (?:pudo|puede)|\berro\b|\bfalha\b|falhou|não foi possível|\berrore\b|\bfallit[ao]|impossibile|\bhata|başarısız|lỗi|thất bại|không thể|błąd|nie udało|gagal|kesalahan/iu;

/** What programs with a model do besides calling it, and what was asked for and came, but was of no use. */
export const NOT_A_CALL =
  /\bpars(?:e|ed|er|ing)\b|\bjson\b|\byaml\b|\bschema\b|\bsav(?:e|ed|ing)\b|\bfiles?\b|\bprompts?\b|\bimport(?:s|ed|ing)?\b|\binstall|\binitiali[sz]|\bload(?:s|ed|ing)?\b|\brender|\bsyntax|\bcompil(?!.{0,40}\bcomplet)|\btool\b|\barguments?\b|\bformat|\bjudge\b|\bdetect|\byour (?:code|function|script)\b|\bhandl(?:e|er|ing|ed)\b|\berror (?:rate|message|callback|code|count|log|budget|template|report|page|class)s?\b|\bfix(?:e[ds]|ing)?\b|\bimprov|\bmock|\bsimulat|\b(?:0|no|without|zero) (?:\w{2,12} )?(?:errors?|failures?|calls?|requests?)\b|\bretr(?:y|ies|ied|ying)\b|\bassert|\bexpected\b|\bunit tests?\b|(?<!connection |api |key )\btests? (?:passed|failed|suite)|\bif\b|\bwhen(?:ever)?\b|\bunless\b|\bin case\b|\bsuccess(?:ful(?:ly)?)?\b|\busing\b|\bfall(?:ing|s)? ?back\b|\binstead\b|\bskip|\bignor|\bcached\b|^(?:\w{1,12}: )?(?:how|why|what|which|where|who|should|does|do|is|are|can) |\?\s*$|\b(?:nil|null|undefined|NoneType|is not a function|attempt to)\b|解析|格式|保存|成功|如果|重试|отладк|формат|разбор|parsen|speicher|ungültiges json/iu;

/** Where such a sentence goes on with what the reader should do. */
export const ADVICE =
  /[\s,.;:!，。；！、-]{0,3}(?:\bplease\b|\bcheck (?:your|the|that|if|whether|internet|settings|network|console|log)|\bsee (?:the |your )?(?:log|console|above|below|details)|\btry (?:again|later|another|a )|\bmake sure\b|\bverify (?:your|that|the)|\bensure\b|\bopen (?:the )?settings|请(?!求)|請(?!求)|ください|确认|確認|проверьте|попробуйте|\bbitte\b|\bveuillez\b|\bpor favor\b|\bvérifiez\b|\bverifi(?:que|ca)\b|\bcompruebe\b|lütfen|vui lòng|확인|다시 시도)/iu;
