/**
 * Other services that programs contact besides the API: a failure there is not the API's. Each row has its owner, and how it is
 * recognized.
 */
export interface OtherService {
  /** What it is, in the middle of a sentence. */
  name: string;
  hosts?: RegExp;
  ports?: readonly number[];
  /** Path of the URL that was asked. */
  path?: RegExp;
  /** Words in the failing line or right before it. */
  words?: RegExp;
  /**
   * Reached inside a private network, without proxies and inspection: TLS or name failures there say nothing about the route to the API.
   */
  inside?: true;
  /** Its hosts belong to no other service, so even TLS failures with them are attributed to it. */
  apart?: true;
}

export const otherServices: readonly OtherService[] = [
  {
    name: 'a registry of packages',
    inside: true,
    hosts:
      /(?:^|\.)(?:pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|npmmirror\.com|yarnpkg\.com|jsr\.io|deno\.land|esm\.sh|cdn\.skypack\.dev|crates\.io|rust-lang\.org|rubygems\.org|proxy\.golang\.org|sum\.golang\.org|goproxy\.(?:io|cn)|maven\.org|maven\.apache\.org|gradle\.org|jitpack\.io|nuget\.org|packagist\.org|hex\.pm|cocoapods\.org|swiftpackageindex\.com|pub\.dev|anaconda\.(?:org|com)|conda\.io|formulae\.brew\.sh|(?:archive|security|ports)\.ubuntu\.com|deb\.debian\.org|debian\.org|alpinelinux\.org|nodesource\.com|openvsx\.org|open-vsx\.org|marketplace\.visualstudio\.com|vo\.msecnd\.net)$/i,
    words:
      /\bnpm (?:ERR!|error|warn|http)|\bERR_PNPM|\byarn (?:install|add)\b|\bpip(?:3|x)?(?:\._vendor| (?:is looking|subprocess))|Could not fetch URL https:\/\/pypi|Could not install packages|No matching distribution|Retrying \(Retry\(total=\d|\bcargo (?:build|install|fetch)|Updating crates\.io|failed to download from `https?:\/\/|\bgo: (?:module|download|github|golang)|Could not GET 'https:\/\/repo|\bE: (?:Failed to fetch|Unable to fetch)|\bErr:\d{1,3} http|\buv (?:pip|sync|add)\b|error: Failed to fetch: `https?:\/\/(?:pypi|files)|\bbrew (?:install|update)|\bbundle install|\bcomposer (?:install|update)|Failed to (?:download|fetch) (?:package|crate|module|wheel|metadata)|fetchPkgInfo|patch-incorrect-lockfile|\blockfile\b[^\n]{0,120}(?:patch|fetch|fail)|\bextensions? (?:gallery|marketplace|registry)\b|\bwinget\b|opening source\(s\)|\bchoco(?:latey)? (?:install|upgrade)|\b(?:plugin|vscode|extension) marketplace\b|\bFailed to execute goal on project\b|\bCould not (?:resolve (?:all )?(?:dependencies|artifacts?|files) for|transfer (?:artifact|metadata))\b/i,
  },
  {
    name: 'a registry of images or models',
    hosts:
      /(?:^|\.)(?:docker\.io|docker\.com|ghcr\.io|quay\.io|gcr\.io|pkg\.dev|mcr\.microsoft\.com|registry\.k8s\.io|registry\.ollama\.ai|r2\.cloudflarestorage\.com|huggingface\.co|hf\.co|hf-mirror\.com|modelscope\.cn|civitai\.com|nltk\.org)$/i,
    path: /\/resolve\/main\/|\/v2\/[^\s]{1,200}\/(?:manifests|blobs)\//i,
    words:
      /\bpull(?:ing)? (?:model )?manifest|Error response from daemon|failed to (?:pull|resolve) (?:and unpack )?(?:image|reference|source metadata)|ImagePullBackOff|ErrImagePull|(?<!\$)\btoomanyrequests:|\bfailed to solve\b|\bpulling from host \S|huggingface_hub|hf_hub_download|LocalEntryNotFoundError|Resource (?:\S{1,40} )?not found\. Please use the NLTK/i,
  },
  {
    name: 'a host of sources',
    hosts:
      /(?:^|\.)(?:github\.com|githubusercontent\.com|github\.io|githubassets\.com|gitlab\.com|bitbucket\.org|gitee\.com|codeberg\.org|dev\.azure\.com|sourceforge\.net|github-production-[\w-]{1,60}\.s3\.amazonaws\.com|jsdelivr\.net|unpkg\.com|cdnjs\.cloudflare\.com)$/i,
    words:
      /\bfatal: (?:unable to access|could not read|repository|remote error|Authentication failed)|\bremote: (?:Repository|Invalid|Support for password)|Could not read from remote repository|ssh: connect to host|\bgit (?:clone|push|pull|fetch)\b[^\n]{0,200}(?:failed|fatal|error)|\bRPC failed; curl|GitHub API (?:rate limit|error)|API rate limit exceeded for (?:user|installation|\d)/i,
  },
  {
    // Vendors of speech, images and search, whose own libraries ask no API of this kind.
    name: 'another vendor’s API',
    hosts: /(?:^|\.)(?:translate\.google(?:apis)?\.com|deepl\.com|maps\.googleapis\.com|api\.notion\.com)$/i,
    words:
      /\b(?:livekit\.plugins|pipecat\.services)\.(?:elevenlabs|cartesia|deepgram|assemblyai|gladia|rime|playht|lmnt|speechmatics|hume|tavus|simli|neuphonic|soniox)\b|\b\w{0,20}(?:ElevenLabs|Cartesia|Deepgram|AssemblyAI|Gladia|Rime|PlayHT|LMNT|Speechmatics|Neuphonic|Soniox)(?:TTS|STT)\w{0,12}\b|\b(?:[Ss]hopify|[Hh]ub[Ss]pot|[Ss]alesforce|[Zz]endesk|[Mm]ailchimp|[Aa]lgolia|[Mm]apbox|[Oo]pen[Ww]eather\w{0,4}|Google Maps|[Ff]irestore|[Ss]potify)\b|\b(?:elevenlabs|deepgram|assemblyai|replicate|stability_sdk|cartesia|rev_ai|heygen|runwayml|fal_client|voyageai|jina|googlemaps|tweepy|praw|notion_client|pyairtable|shopify|hubspot|spotipy)\.(?:\w{1,40}\.){0,4}\w{0,40}(?:Error|Exception)\b/,
  },
  {
    name: 'a check for updates',
    words:
      /(?:check(?:ing)?|look(?:ing)?|fetch(?:ing)?|quer\w{1,4}|get(?:ting)?) (?:for )?(?:the )?(?:latest )?(?:update|new(?:er)? version|latest (?:version|release)|release)s?\b|auto-?updat|\bupdat(?:e|er)[- ]?(?:check|notifier|service)|version check|update (?:check )?failed|\bupdater?:|electron-updater|autoUpdater|\bWindowsUpdateClient\b|\bKB\d{6,7}\b|\bsparkle\b[^\n]{0,40}appcast/i,
    hosts: /(?:^|\.)(?:update|updates|releases?|download|downloads)\.[\w.-]{1,253}$/i,
  },
  {
    name: 'telemetry',
    apart: true,
    hosts:
      /(?:^|\.)(?:crashlytics\.com|app-measurement\.com|firebase(?:logging|remoteconfig|installations)?\.googleapis\.com|posthog\.com|i\.posthog\.com|sentry\.io|segment\.(?:io|com)|amplitude\.com|mixpanel\.com|google-analytics\.com|googletagmanager\.com|analytics\.google\.com|doubleclick\.net|datadoghq\.(?:com|eu)|newrelic\.com|nr-data\.net|honeycomb\.io|statsig\.com|statsigapi\.net|featuregates\.org|launchdarkly\.com|split\.io|bugsnag\.com|rollbar\.com|rudderstack\.com|scarf\.sh|langfuse\.com|smith\.langchain\.com|helicone\.ai\/log|arize\.com|wandb\.ai|comet\.com|applicationinsights\.azure\.com|in\.applicationinsights\.azure\.com|visualstudio\.com|events\.data\.microsoft\.com|clarity\.ms|checkip\.amazonaws\.com|ipify\.org|ipinfo\.io|gradio\.app)$/i,
    ports: [4317, 4318, 8126, 9411, 14250, 14268],
    words:
      /\btelemetry\b|\bLangChainTracer\b|posthog|\bsentry(?:_sdk)?\b|opentelemetry|\botel\w{0,12}\b|\bOTLP\w{0,20}\b|\b(?:Failed|Unable|Error)[^\n]{0,40}(?:export|send|upload|flush|ingest)[^\n]{0,40}(?:(?:span|trace|metric|event|run|log|usage|analytic|batch)s?\b|(?:Span|Trace|Metric|Log)s?Request)|\blangfuse\b|\blangsmith\b|analytics (?:event|request|error)|usage (?:statistics|reporting)|\bstatsig\b|event logger|Application ?Insights|\bmlflow\.(?:tracking|store|utils)\b|\bwandb: |\bcomet_ml\b|\bclearml\b/i,
  },
  {
    name: 'a database',
    inside: true,
    // The only label of a name inside a closed network.
    hosts:
      /^(?:[\w-]{1,40}[-_])?(?:mongo(?:db)?|postgres(?:ql)?|pg|pgvector|mysql|mariadb|redis|valkey|elasticsearch|opensearch|meilisearch|typesense|milvus|qdrant|chroma(?:db)?|weaviate|neo4j|clickhouse|cassandra|etcd|db|database|vectordb)(?:[-_][\w-]{1,40}|\d{1,3})?$/i,
    ports: [
      1433, 1521, 2181, 2379, 3306, 5432, 5433, 6379, 6380, 7687, 7474, 8086, 9042, 9200, 9300, 11211, 19530, 26257, 27017, 27018,
      33060,
    ],
    words:
      /\bconnection to server at "[^"\n]{1,253}"(?: \([\da-f.:]{3,45}\))?(?:, port \d{1,5})? failed: |\bcould not extend file \\{0,2}"base\/|\bcould not write init file\b|\b(?:postgres(?:ql)?|mysql|mariadb|rediss?|mongodb|mssql|sqlserver|oracle|clickhouse|cassandra|neo4j|bolt|influx(?:db)?)(?:\+\w{1,16})?:\/\/|\bjdbc:\w|psycopg\d?|qdrant_client|elastic_transport|elasticsearch\.exceptions|opensearchpy|chromadb\.|weaviate\.exceptions|pinecone\.|asyncpg|pymysql|mysqlclient|\baiomysql|redis\.exceptions|\bioredis|\[ioredis\]|pymongo|Mongo\w{0,30}Error|MongoServerSelection|\bPrisma\w{0,20}|\bP10\d\d\b|sqlalchemy\.(?:exc|engine|dialects)|\bORA-\d{5}|SQLSTATE|\bhost=\S{1,80} (?:port=\d{1,5} )?(?:user|dbname|database)=|failed to initialize database|\b(?:plugin|init\w{0,8}|migrat\w{0,8}) db\b|\bgorm\b|Can't reach database server|Is the server running (?:on|locally)|database (?:server|system|connection|is|host|engine)|\b(?:to|with|the|an?|for|of) (?:postgres(?:ql)?|mysql|redis|mongo(?:db)?|database|db|sqlite|elasticsearch|opensearch|milvus|qdrant|chroma(?:db)?|weaviate|neo4j|vector (?:store|db|database))\b(?! lookup)|\b(?:Postgres|MySQL|Redis|Mongo(?:DB)?|Elasticsearch|OpenSearch|Milvus|Qdrant|Chroma|Weaviate|Cassandra|Neo4j|etcd|ZooKeeper|RethinkDB|ClickHouse|InfluxDB)(?: server| client| connection)?(?: at| on| is| error| connection|:| \()|hikari|(?<![\w.])pool (?:connection|connect|acquire|checkout)\b|\bconnection pool (?:refused|exhausted)\b|\bpg_?(?:pool|client|connect)|pq: |pgx\b|lettuce\.core|jedis|knex|sequelize|typeorm|DatabaseError|OperationalError|Supabase|Meili[Ss]earch|[Tt]ypesense|["']root_cause["']\s?:/i,
  },
  {
    name: 'a message queue',
    inside: true,
    hosts: /^(?:[\w-]{1,40}[-_])?(?:rabbitmq|kafka|nats|mosquitto|activemq|pulsar)(?:[-_][\w-]{1,40}|\d{1,3})?$/i,
    ports: [5672, 5671, 9092, 9093, 4222, 6650, 1883, 8883, 61616, 15672],
    words:
      /\bamqps?:\/\/|\bpika\.|\baio_?pika|\bkombu\b|\bcelery\b[^\n]{0,80}(?:broker|connect)|\bkafka\w{0,20}\b|\brdkafka|\brabbitmq\b|\bnats:\/\/|\bnats\b: |\bmqtts?:\/\/|\bMQTT\b|\bBootstrap broker/i,
  },
  {
    name: 'mail',
    inside: true,
    ports: [25, 465, 587, 143, 993, 110, 995],
    words: /\bsmtp\w{0,12}\b|\bimap\w{0,8}\b|nodemailer/i,
  },
  { name: 'a remote shell', inside: true, ports: [22], words: /\bssh: connect to host\b/ },
  {
    // The socket's address as OpenVPN prints it, and the names of the others.
    name: 'a VPN',
    inside: true,
    ports: [1194, 51820],
    words:
      /\bopenvpn\b|\[AF_INET6?\]|\bTLS key negotiation failed\b|\bwireguard\b|\bIKEv?[12]?(?:_SA)?\b|\bstrongswan\b|\bAnyConnect\b|\bGlobalProtect\b|\bopenconnect\b/i,
  },
  {
    // Go's gRPC, which clients of these APIs do not use, and the kernel with its own time.
    name: 'another program of the system',
    inside: true,
    words:
      /(?<!\bstatus code: [45]\d\d, message: |\bload(?:ing)? model: )\brpc error: code = \w{2,20} desc = |\bkernel: \[ {0,6}\d{1,8}\.\d{6}\] /,
  },
  {
    name: 'Kubernetes’ own API',
    inside: true,
    hosts: /^(?:kubernetes(?:\.default(?:\.svc(?:\.cluster\.local)?)?)?|[\w-]+\.(?:eks\.amazonaws\.com|azmk8s\.io|gke\.goog))$/i,
    ports: [6443, 10250, 10255, 2380],
    path: /^\/api\/v1\/(?:namespaces|pods|nodes|configmaps|secrets|services|endpoints|events)\b|^\/apis(?:\/|$)/i,
    words:
      /\breflector\.go|client-go|leader ?election|error retrieving resource lock|couldn't get current server API group list|Unable to connect to the server|kube(?:ctl|let|-apiserver|config|-proxy)\b|Failed to (?:watch|list) \*v\d|\b(?:exec(?:ute)?|[Rr]un) command in (?:the )?pod\b|\bk8s\.io\/|(?:pods|secrets|configmaps|deployments\.apps|leases\.coordination\.k8s\.io|nodes|services|ingresses\S{0,30}) (?:"\S{1,80}" )?is forbidden/i,
  },
  {
    name: 'the Docker daemon',
    inside: true,
    words:
      /Cannot connect to the Docker daemon|docker\.sock|docker_engine|docker\.errors\.DockerException|error during connect: /i,
  },
  {
    name: 'the cloud’s own metadata or management',
    hosts:
      /^(?:169\.254\.169\.254|[\w-]{1,63}\.blob\.core\.windows\.net|metadata\.google\.internal|169\.254\.170\.2|100\.100\.100\.200|management\.azure\.com|management\.core\.windows\.net|graph\.microsoft\.com|sts\.amazonaws\.com|sts\.[\w-]+\.amazonaws\.com|s3[\w.-]*\.amazonaws\.com|secretsmanager\.[\w-]+\.amazonaws\.com|cloudresourcemanager\.googleapis\.com|serviceusage\.googleapis\.com|compute\.googleapis\.com|storage\.googleapis\.com|logging\.googleapis\.com|monitoring\.googleapis\.com)$/i,
    words:
      /\bwhen calling the (?!Invoke|Converse|Retrieve|Apply|Assume|CountTokens|\w*(?:Model|Inference|Token|Identity))[A-Z]\w{2,60} operation\b|\bsoftware\.amazon\.awssdk\.services\.(?!bedrock|sagemaker|sts)\w|\boperation error (?!Bedrock|SageMaker|STS)[\w ]{2,40}: \w{3,60},|\bis not authorized to perform: (?!bedrock|sagemaker)[\w-]{2,30}:[A-Z]|\biam\.googleapis\.com\b|\bIAM_PERMISSION_DENIED\b|\bterraform\b|\bazuread_\w+|\bon \S{1,120}\.tf line \d|Authorization_RequestDenied|unexpected status \d{3} with OData error|\bError: (?:creating|reading|updating|deleting|waiting for) |azurerm_\w+|ARM template|DeploymentFailed|InsufficientQuota\b[^\n]{0,200}(?:core|vCPU|deployment|SKU|capacity)|CloudFormation|\bpulumi\b|EC2MetadataError|InstanceMetadata|Instance Metadata Service|IMDS\b/i,
  },
  {
    name: 'a chat platform',
    hosts:
      /(?:^|\.)(?:telegram\.org|discord(?:app)?\.(?:com|gg)|slack\.com|graph\.facebook\.com|whatsapp\.(?:com|net)|feishu\.cn|larksuite\.com|dingtalk\.com|weixin\.qq\.com|wx\.qq\.com|line\.me|kook\.(?:app|top)|twitch\.tv|api\.twitter\.com|matrix\.org|twilio\.com|livekit\.cloud|teams\.microsoft\.com|botframework\.com|zoom\.us)$/i,
    words:
      /\btelegram\.error\b|\bE(?:FATAL|TELEGRAM)\b|\[polling_error\]|\bsocket mode\b|\btelebot\b|\bdiscord\.(?:errors|gateway|http|client|py)\b|discord\.js|slack_(?:sdk|bolt)|slack-bolt|\bsocket-mode\b|SlackWebSocket|wechaty|itchat|baileys|aiogram\b|grammY|telegraf/i,
  },
  {
    name: 'a tool of the agent',
    hosts:
      /(?:^|\.)(?:duckduckgo\.com|serper\.dev|serpapi\.com|tavily\.com|api\.search\.brave\.com|bing\.microsoft\.com|customsearch\.googleapis\.com|wikipedia\.org|arxiv\.org|exa\.ai|firecrawl\.dev|jina\.ai|youtube\.com|ytimg\.com|googlevideo\.com|notion\.com|notion\.so|airtable\.com|elevenlabs\.io|httpbin\.org|mcp\.[\w.-]{1,253})$/i,
    words:
      /\bcode_executor\b|\b(?:execute|run|running|executing) code\b|\[tools?[:\]]|\btool[ _-](?:result|output|response)s?\b(?!.? blocks?\b)[^\n]{0,20}[:=>]|\btool[:=] ?["']?\w|\[mcp[\]:]|\bmcp\b[^\n]{0,60}\b(?:server|client|tool|transport)s?\b|\bMCP (?:server|client|connection|error)|\bmcp[-_ ]server|SearXNG|searx|web[ _-]search (?:failed|error)|\bbing\.Search\b|\b(?:Bing|Google|Brave|Tavily)(?:Search)?Connector\b|duckduckgo_search|tavily|puppeteer|playwright|\bpage\.goto\b|\bbrowser_(?:navigate|open|click)\b/i,
  },
  {
    // https://github.com/langgenius/dify-plugin-daemon
    name: 'the program’s own runner of plugins',
    inside: true,
    hosts: /^(?:[\w-]{1,40}[-_])?plugin[-_]?daemon$/i,
    words: /\bPluginDaemonInternalServerError\b|\b[Pp]lugin [Dd]aemon\b|\bno available node, plugin\b/,
  },
  {
    // https://github.com/home-assistant/core/blob/dev/homeassistant/helpers/update_coordinator.py
    name: 'an integration of Home Assistant',
    apart: true,
    words:
      /\b(?:(?:Timeout|Error|Unexpected error|Authentication failed while) (?:fetching|requesting)|Invalid response while fetching) (?!\S{0,40}(?:openai|llm|gpt|ollama|conversation))\S{1,60} data\b|\bConfig entry '[^']{1,80}' for \S{1,60} integration not ready yet|\bhomeassistant\.components\.(?!\w{0,30}(?:ai|llm|gpt|conversation|anthropic|ollama|router|assist|rest|script|automation|command))[a-z]\w{1,40}\b/i,
  },
  {
    name: 'a health check of the cluster',
    inside: true,
    words:
      /\b(?:readiness|liveness|startup) probe\b|\bcheck duration: \d|\bLayer[4-7] (?:connection|check|timeout)|\bhealth ?check(?:s|er|ing)?\b[^\n]{0,60}(?:fail|unhealthy|refused)/i,
  },
  {
    name: 'a collector of metrics',
    inside: true,
    path: /^\/(?:actuator\/)?(?:metrics|prometheus)\b|^\/(?:loki|prometheus)\/api\b|^\/api\/v\d\/(?:write|push|series)\b/i,
    ports: [9090, 9093, 9100, 3100, 8125, 10050, 10051],
    words:
      /\bscrap(?:e|ing)\b[^\n]{0,60}(?:target|pool|fail|manager|metric)|\bpushgateway\b|\bremote[_ ]write\b|\bstatsd\b|\bpromtail\b|\bloki\b|\bactive check configuration update\b/i,
  },
  {
    name: 'a registry of services',
    inside: true,
    hosts: /^(?:[\w-]{1,40}[-_])?(?:eureka|consul|nacos|zookeeper|apollo|vault)(?:[-_][\w-]{1,40}|\d{1,3})?$/i,
    path: /^\/(?:eureka|nacos)\/|^\/v1\/(?:kv|agent|catalog|sys)\//i,
    ports: [8761, 8500, 8848, 8200],
    words:
      /\beureka\b|DiscoveryClient|\bconsul\b|\bnacos\b|\bconfig ?server\b|\bzookeeper\b|\bspring cloud config\b|hashicorp vault|\bvault (?:token|login|read|server)\b/i,
  },
  {
    name: 'an authorization server',
    inside: true,
    ports: [389, 636, 88],
    path: /\/(?:openid-connect|\.well-known|oauth2?|oidc|saml2?|realms)\//i,
    words:
      /\bLDAPS?\b|\bkerberos\b|\bJWKS\b|\bOIDC\b|\bSAML\b|\bkeycloak\b|\bopenid[- ]connect\b|\bidentity provider\b|\binvalid_grant\b|\b(?:Clerk|Auth0|Okta|Cognito|WorkOS|Stytch): |google\.auth\.exceptions|\boauth2?[_ -]?proxy\b/i,
  },
  {
    name: 'a stream of media',
    path: /\.(?:m3u8|mpd|m4s|ts|flv|mkv)$/i,
    ports: [554, 1935, 7880],
    words:
      /\b[Ff]ailed to connect to livekit\b|\[(?:tcp|tls|https?|hls|rtsp|rtmp|dash) @ 0x[\da-f]{4,16}\]|\bffmpeg\b|\bffprobe\b|\brtsp:\/\/|\brtmp:\/\/|\bICE (?:connection|candidate)|\bSTUN\b|\bTURN server\b/i,
  },
  {
    name: 'a development server',
    inside: true,
    ports: [5173, 24678, 4200, 35729, 8097, 19000],
    words: /\bhttp proxy error: \/|\[WDS\]|\[HMR\]|\[vite\]|webpack-dev-server|\bws proxy error\b|Hot Module Replacement/i,
  },
  {
    name: 'a service for push messages',
    hosts: /(?:^|\.)(?:push\.apple\.com|fcm\.googleapis\.com|push\.services\.mozilla\.com)$/i,
    words: /\bAPNs?\b|\bFCM\b|\bweb-?push\b/,
  },
  {
    name: 'a platform that deploys',
    hosts: /(?:^|\.)(?:vercel\.com|netlify\.com|api\.heroku\.com|railway\.app|api\.fly\.io|api\.cloudflare\.com)$/i,
    words:
      /\bError in worker connection: |\buser worker (?:failed|request)\b|\b(?:Vercel|Netlify|Heroku|Railway|Wrangler) CLI\b|\b[Dd]eploy(?:ment|ing)? failed\b|\b[Ff]ailed to deploy\b|\bwrangler\b/,
  },
  {
    // https://github.com/apache/airflow/blob/main/airflow-core/src/airflow/utils/log/file_task_handler.py: its workers serve their logs.
    name: 'a scheduler of jobs',
    inside: true,
    ports: [8793, 8794],
    words: /\bfile_task_handler\b|\bCould not read served logs\b|\bFailed to fetch log file from worker\b/,
  },
  {
    name: 'a service for payments',
    hosts: /(?:^|\.)(?:stripe\.com|paypal\.com|paddle\.com|lemonsqueezy\.com)$/i,
    words: /\bstripe\.(?:error|exceptions?)\b|\bStripe\w{0,30}Error\b|\bsk_(?:test|live)_/,
  },
  {
    name: 'a download',
    hosts: /(?:^|\.)(?:youtube\.com|youtu\.be|kaggle\.com|zenodo\.org|drive\.google\.com|dropbox\.com)$/i,
    path: /\.(?:csv|tsv|txt|xml|zip|tar|t?gz|bz2|xz|zst|pdf|docx?|xlsx?|whl|jar|deb|rpm|exe|msi|dmg|pkg|iso|bin|gguf|safetensors|pth?|onnx|parquet|ipynb)$/i,
    words: /\byt_dlp\b|\byoutube-dl\b|\byt-dlp\b|\bgdown\b/i,
  },
  {
    name: 'a file of a web page',
    path: /\.(?:png|jpe?g|gif|svg|webp|ico|woff2?|ttf|eot|css|map|mp[34]|webm|wasm)$|\/favicon\b|\/manifest\.json$|\/static\/|\/assets\/|\/_next\//i,
    hosts:
      /(?:^|\.)(?:fonts\.googleapis\.com|fonts\.gstatic\.com|gstatic\.com|gravatar\.com|cloudfront\.net|imgur\.com|cdn\.[\w.-]{1,253})$/i,
    words: /\bupstream image\b|Failed to decode downloaded font|OTS parsing error/i,
  },
];

/** Paths that APIs of this kind have; what has another path on a host that is not known is another service. */
export const API_LIKE_PATH =
  /\/v\d|completions?\b|conversations?\b|\bchat\b|embed|\bmodels?\b|responses?\b|messages?\b|generate|generation|inference|infer\b|predict|invocations|openai|\bllms?\b|\bgpt|\bai\b|\/api\/(?:chat|generate|tags|show|ps|version|me|user)\b|rerank|\baudio\b|speech|transcri|translat|images?\b|realtime|assistants|threads|runs|vector_stores|\bfiles\b|batches|moderations|fine[-_]tun|tokenize|detokenize|\/props|\/slots|\/health|deployments|engines|\bsse\b|stream|query|\bask\b|proxy|gateway|backend-api|codex|copilot|anthropic|claude|gemini|ollama|v1/i;
