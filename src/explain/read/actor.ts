import { programOf } from '../../knowledge/clients/typed-commands.ts';
import { matchesIn } from '../log/matches.ts';
import type { LogRecord } from './record.ts';

/**
 * Who made a call that failed, as far as its own record shows: a client of an API of models, a client of something else (with the words for
 * what that is; `typed` where a command shows it), or nobody known (with the class of a program or a library, where frames show one).
 */
export type Actor =
  | { kind: 'api-client'; by: 'frames' | 'source' }
  | { kind: 'other'; name: string; typed?: true }
  | { kind: 'unknown'; owner?: string };

/** Frames of traces: Python's and Node's files, Java's and .NET's classes, files of PHP and Ruby, Elixir's applications. */
const FRAMES =
  /\bFile "([^"\n]{1,400})", line \d|\bat (?:async (?=\/|file:))?(?:[^()\n]{1,120}\()?((?:file:\/\/|[/A-Z]:?[\\/]|\/|webpack|node_modules\/|node:)[^()\s]{1,300}):\d|\bat (?:[\w.]{1,60}\/{1,2})?([a-z]\w{0,60}\.[\w.$]{3,250})\(|\bat ((?:[A-Z]\w{0,60}\.){2,8}[\w.<>`$|+]{1,120})\(|#\d{1,3} ([^\s()]{1,300}\.php)\(\d|([^\s:'"]{1,300}\.rb):\d{1,6}:in |\((\w{2,40} \d{1,3}\.\d[\w.-]{0,20})\) lib\//g;
/** The package that a file belongs to. */
const PACKAGE =
  /(?:(?:site|dist)-packages|node_modules)[\\/](?!\.pnpm[\\/])((?:@[\w.-]{1,60}[\\/]|google[\\/](?:cloud|genai)[\\/]|azure[\\/]\w{1,40}[\\/])?[\w.-]{1,60})(?![^\n]{0,300}node_modules)|[\\/]app[\\/](litellm)[\\/]|vendor[\\/]([\w-]{1,60}[\\/][\w-]{1,60})[\\/]|gems[\\/]([a-z]\w{0,40}(?:-[a-z]\w{0,40}){0,4})-\d[\w.]{0,20}[\\/]|^(\w{2,40}) \d{1,3}\.\d/;
/** What carries the calls of others, or stands in between to watch them. */
const CARRIES =
  /^(?:(?:httpx2?|httpcore2?|requests|urllib3|aiohttp|aiohappyeyeballs|anyio|sniffio|h11|h2|hyper|certifi|pycurl|websockets?|tenacity|backoff|stamina|undici|axios|node-fetch|got|ky|ofetch|follow-redirects|ws|agent-base|https?-proxy-agent|cross-fetch|retry|p-retry|async-retry|starlette|fastapi|uvicorn|asyncio|gevent|eventlet|greenlet|trio|okhttp3|reactor|io\.netty|retrofit2|java|javax|jdk|sun|System|Azure\.Core|Microsoft\.(?:Extensions\.(?!AI)|AspNetCore|Net)|Polly|Refit|RestSharp|Flurl|Newtonsoft|kotlinx?|scala|akka|org\.apache\.(?:http|hc|tomcat|catalina)|org\.springframework\.(?!ai)|faraday|httparty|excon|net-http|typhoeus|rest-client|finch|mint|req|tesla|hackney|elixir|stdlib)\b|System\.|Polly\.|Azure\.Core\.|Microsoft\.(?:Extensions\.(?:Http|Logging)|AspNetCore)\.|guzzlehttp\/|symfony\/http|laravel\/framework)/i;
const WATCHES =
  /[\\/](?:integrations|instrumentation[\w-]*|contrib|_patch\w*|tracing|wrapt)[\\/.]|^(?:@opentelemetry|wrapt|ddtrace|dd-trace)\b/i;
/** Frames of the interpreter and of a language's own library. */
const OF_THE_LANGUAGE =
  /^node:|[\\/]lib[\\/]python\d[\d.]*[\\/](?!(?:site|dist)-packages)|^<|python\d{2,3}\.zip|\/usr\/lib\/ruby/;

/** Clients of APIs of models, and what is built upon them. */
const API_CLIENTS =
  /^(?:openai|@?openai[\\/].*|ai|@ai-sdk.*|anthropic|@anthropic-ai.*|litellm|langchain.*|@langchain.*|llama_?index.*|mistralai|groq|groq-sdk|cohere|ollama|google[\\/]genai|@google[\\/](?:genai|generative-ai)|autogen.*|crewai|instructor|dspy|semantic_kernel|haystack.*|pydantic_ai|agents|smolagents|tiktoken|aider|interpreter|openai-.*|(?:OpenAI|Azure\.AI|Betalgo|Microsoft\.(?:SemanticKernel|Extensions\.AI|Agents)|Anthropic|OllamaSharp|LLamaSharp)\..*|(?:com\.(?:openai|theokanning)|dev\.langchain4j|org\.springframework\.ai|io\.quarkiverse\.langchain4j)\..*|(?:OpenAI|Azure\.AI|Microsoft\.SemanticKernel|Microsoft\.Extensions\.AI|OllamaSharp|Betalgo)\..*|openai-php\/.*|prism-php\/.*|ruby-openai|ruby_llm|langchainrb|openai_ex|req_llm)$/i;

/** The part of a workflow (n8n) that calls one vendor. */
const OF_A_WORKFLOW = /n8n-nodes-base\/(?:dist\/)?nodes\/(?!OpenAi|Http|Ollama|Anthropic|Mistral)[A-Z]/;

/** Clients of other services, by package, with the name of the service in the table of those. */
const OTHER_CLIENTS: readonly [RegExp, string][] = [
  [
    /^(?:prisma|@prisma.*|psycopg.*|asyncpg|pg|pg-.*|mysql2?|pymysql|aiomysql|redis|ioredis|@redis.*|pymongo|motor|mongodb|mongoose|sqlalchemy|knex|sequelize|typeorm|qdrant_client|@qdrant.*|pymilvus|@zilliz.*|chromadb.*|weaviate.*|pinecone.*|@pinecone-.*|elasticsearch|elastic_transport|@elastic.*|opensearchpy|neo4j.*|@supabase.*|supabase|postgrest|cassandra|clickhouse_.*|com\.mongodb.*|com\.mysql\..*|org\.postgresql\..*|com\.zaxxer\.hikari\..*|Npgsql\..*|MySqlConnector\..*|StackExchange\.Redis\..*|MongoDB\..*|Microsoft\.Data\.SqlClient\..*|predis\/.*|doctrine\/dbal|postgrex|db_connection|ecto_sql|redix|redis\.clients\..*|io\.lettuce.*|rq|bullmq|bull|Npgsql\..*|Microsoft\.(?:Data|EntityFrameworkCore)\..*|MongoDB\..*|StackExchange\.Redis\..*|MySql\..*)$/i,
    'a database',
  ],
  [
    /^(?:pika|aio_pika|amqplib|kombu|celery|kafka.*|kafkajs|aiokafka|confluent_kafka|nats|paho|mqtt|org\.apache\.kafka\..*|com\.rabbitmq\..*)$/i,
    'a message queue',
  ],
  [
    /^(?:sentry_sdk|@sentry.*|posthog|posthog-.*|opentelemetry|@opentelemetry.*|langfuse|langsmith|ddtrace|dd-trace|newrelic|segment|mixpanel|wandb|mlflow|scarf|@segment.*|applicationinsights|io\.opentelemetry.*|io\.sentry.*|gradio[\\/]analytics)$/i,
    'telemetry',
  ],
  [/^(?:pip|npm|pnpm|yarn|pacote|npm-registry-fetch|make-fetch-happen|uv|poetry|conda)$/i, 'a registry of packages'],
  [
    /^(?:huggingface_hub|@huggingface[\\/]hub|transformers|sentence_transformers|nltk|modelscope|diffusers)$/i,
    'a registry of images or models',
  ],
  [
    /^(?:discord(?:\.js|py)?|@discordjs.*|telegram|telebot|aiogram|telegraf|node-telegram-bot-api|slack_sdk|slack_bolt|@slack.*|matrix-.*|nio|twilio|@whiskeysockets.*|pyrogram|telethon)$/i,
    'a chat platform',
  ],
  [/^(?:electron-updater|update-notifier|latest-version|@tauri-apps[\\/]plugin-updater)$/i, 'a check for updates'],
  [/^(?:stripe|com\.stripe\..*|paypalrestsdk)$/i, 'a service for payments'],
  [/^(?:smtplib|aiosmtplib|nodemailer|imaplib|imap-simple|sendgrid|@sendgrid.*|resend)$/i, 'mail'],
  [/^(?:kubernetes|kubernetes_asyncio|@kubernetes.*|io\.fabric8\..*|io\.kubernetes\..*)$/i, 'Kubernetes’ own API'],
  [/^(?:docker|dockerode|testcontainers)$/i, 'the Docker daemon'],
  [
    /^(?:boto3|botocore|s3transfer|@aws-sdk[\\/](?:client-(?!bedrock|sagemaker)|middleware-sdk-|lib-).*|google[\\/]cloud|google\.cloud\..*|azure[\\/](?:storage|keyvault|identity)|Azure\.(?:Storage|Messaging|Security|Identity|Data)\..*|(?:com\.amazonaws|software\.amazon\.awssdk)\.services\.(?!bedrock).*|minio)$/i,
    'the cloud’s own metadata or management',
  ],
  [
    /^(?:duckduckgo_search|ddgs|tavily|@tavily.*|serpapi|wikipedia|arxiv|playwright.*|puppeteer.*|selenium|mcp|@modelcontextprotocol.*|fastmcp|yt_dlp)$/i,
    'a tool of the agent',
  ],
  // No API of models speaks the protocol of Socket.IO: it is a program's own.
  [
    /^(?:socket\.io(?:-client|-adapter|-redis)?|engine\.io(?:-client)?|socketio|engineio|io\.socket\..*|SocketIOClient\..*)$/,
    'the program\u2019s own socket',
  ],
  [
    /^(?:launchdarkly\w{0,20}|@launchdarkly.*|ldclient|unleash-client|UnleashClient|flagsmith|@growthbook.*|growthbook|statsig.*|@openfeature.*|(?:com\.(?:launchdarkly|flagsmith|featureprobe)|io\.(?:getunleash|split\.client)|dev\.openfeature)\b.*)$/,
    'a service of feature flags',
  ],
  [/^(?:vite|webpack-dev-server|webpack|http-proxy|http-proxy-middleware)$/i, 'a development server'],
  [
    /^(?:jsonwebtoken|express-jwt|jose|@fastify[\\/]jwt|koa-jwt|flask_jwt_extended|rest_framework\w{0,20})$/i,
    'the program\u2019s own sign-in',
  ],
  [/^(?:authlib|jwks-rsa|jwt|openid-client|passport.*|next-auth|@auth.*|keycloak.*|msal|oauthlib)$/i, 'an authorization server'],
];

/** Loggers and containers of clients of APIs. */
const API_SOURCE = /\b(?:openai|litellm|langchain|llama_?index|anthropic|ai-sdk)\b/i;
/** Containers of databases and their kin, with the number that Compose adds. */
const SERVICE_CONTAINER =
  /(?:^|[\s_/-])(redis|valkey|postgres(?:ql)?|pg|mysql|mariadb|mongo(?:db)?|db|database|qdrant|milvus|weaviate|chroma(?:db)?|elasticsearch|opensearch|neo4j|clickhouse|rabbitmq|kafka|zookeeper|nats|minio|searxng|tika|grafana|prometheus|jaeger|otel-collector|vector|fluent-?bit|promtail|traefik|certbot|watchtower|keycloak|authentik|etcd)(?:[_-]\d{1,3})?(?:$|[\s:|[])/i;

/** Daemons of an operating system, as syslog and journald name them, none of which calls an API. */
const DAEMON =
  /(?:^|[\s/])(?:kernel|pppd|netifd|udhcpc6?|odhcp6c|connmand|ModemManager|hostapd|timesyncd|openntpd|sshd(?:-session)?|systemd(?:-[a-z]{2,20})?|cron|crond|anacron|dhclient|dhcpcd|NetworkManager|wpa_supplicant|chronyd|ntpd|avahi-daemon|dbus-daemon|polkitd|postfix(?:\/\w{2,20})?|exim4?|dovecot|sendmail|named|unbound|dnsmasq|smbd|nmbd|winbindd|snmpd|rsyslogd|auditd|snapd|fwupd|cupsd|vsftpd|proftpd|sudo|kubelet|dockerd|containerd|pgbouncer|fail2ban(?:-server)?|tailscaled|openvpn|charon)(?:\[[\d.]{1,12}\])?:?(?=\s|$)/;

/** The operations with which the library for a whole cloud asks a model, as its errors name them. */
const ASKS_A_MODEL = /\bwhen calling the (?:Invoke(?:Model|Endpoint|Agent)|Converse)\w{0,40} operation\b/;

/** Who speaks in a record about what stands at a place in it (counted from its beginning). */
export function actorOf(record: LogRecord, place: number): Actor {
  if (ASKS_A_MODEL.test(record.text)) return { kind: 'api-client', by: 'source' };
  const byFrame = packageActor(record.text, place);
  if (byFrame && byFrame.kind !== 'unknown') return byFrame;
  const byClass = classActor(record.text, place);
  if (byClass ?? byFrame) return byClass ?? (byFrame as Actor);
  const typed = record.command === null ? null : programOf(record.command);
  if (typed !== null) return { kind: 'other', name: typed, typed: true };
  if (API_SOURCE.test(record.source)) return { kind: 'api-client', by: 'source' };
  if (SERVICE_CONTAINER.test(record.source)) return { kind: 'other', name: 'another service' };
  if (DAEMON.test(record.source)) return { kind: 'other', name: 'another program of the system' };
  return { kind: 'unknown' };
}

/** The class of an error with the package that it is of. */
const CLASS =
  /(?<![\w.@/-])(?:[a-z]\w{0,40}\.){2,8}[A-Z]\w{1,80}|(?<![\w.@/-])[a-z]\w{2,40}\.[A-Z]\w{0,60}(?:Error|Exception|Timeout)\b/g;
const REACH = 400;

/** The client of another service whose error is named before a place, or at it. */
function classActor(text: string, place: number): Actor | null {
  const names = [...text.slice(Math.max(0, place - REACH), place + REACH).matchAll(CLASS)];
  const name = (names.findLast(({ index }) => index <= Math.min(place, REACH)) ?? names[0])?.[0];
  const actor = name === undefined ? null : (actorOfPackage(name) ?? actorOfPackage(name.slice(0, name.indexOf('.'))));
  return actor?.kind === 'other' ? actor : null;
}

/** The first frame, from the failure outward, that is neither of what carries calls nor of the language: of a known package, or of a program. */
function packageActor(text: string, place: number): Actor | null {
  const frames = matchesIn(text, FRAMES)
    .slice(0, MOST_FRAMES)
    .map((found) => ({
      at: found.index,
      file: (found[1] ?? found[2] ?? found[5] ?? found[6] ?? found[7] ?? '').replace(/\\/g, '/'),
      name: found[3] ?? found[4] ?? null,
    }));
  // Python prints the innermost frame last and the message behind it; others the message first and the innermost frame behind it.
  const inPython = /\bFile "/.test(text);
  const before = frames.filter(({ at }) => at < place);
  const after = frames.filter(({ at }) => at >= place);
  const outward = inPython ? [...before.reverse(), ...after.reverse()] : [...after, ...before.reverse()];
  for (const { file, name } of outward) {
    if (name === null && (OF_THE_LANGUAGE.test(file) || WATCHES.test(file))) continue;
    if (OF_A_WORKFLOW.test(file)) return { kind: 'other', name: 'another vendor\u2019s API' };
    const found = PACKAGE.exec(file);
    const owner = name ?? found?.slice(1).find((one) => one !== undefined) ?? null;
    if (owner === null) return null;
    if (CARRIES.test(owner) || WATCHES.test(owner)) continue;
    const actor = actorOfPackage(owner);
    if (actor !== null) return actor;
    if (name === null && SDK.test(owner) && !OF_MODELS_TOO.test(owner))
      return { kind: 'other', name: 'another vendor\u2019s API' };
    // Another unknown package is a helper of the next; an unknown class may be the program's own.
    if (name !== null) return { kind: 'unknown', owner: name };
  }
  return null;
}

/** A package that is the client of one vendor, by its name. */
const SDK = /^@[\w.-]{1,60}[\\/](?:[\w.-]{1,60}-)?(?:client|sdk|api|rest)$|^\w[\w.-]{0,60}[-_](?:sdk|client|api)$/i;
/** Vendors of models have such as well, and so has what carries calls. */
const OF_MODELS_TOO =
  /ai\b|ai[-_]|llm|gpt|model|infer|chat|http|fetch|quer|graphql|apollo|rpc|socket|react|mcp|volc|zhipu|qianfan|dashscope|tencent|baidu|cohere|cerebras|fireworks|prometheus|relay|proxy|gateway/i;

const MOST_FRAMES = 400;

function actorOfPackage(name: string): Actor | null {
  if (API_CLIENTS.test(name)) return { kind: 'api-client', by: 'frames' };
  const other = OTHER_CLIENTS.find(([pattern]) => pattern.test(name));
  return other ? { kind: 'other', name: other[1] } : null;
}
