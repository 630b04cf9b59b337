import type { FindingId } from '../../../catalogue/index.ts';
import { phrases } from '../../../knowledge/clients/phrases.ts';
import { besideInLine, type Passage } from '../../log/passages.ts';
import { type AnswerClue, contextOf } from '../answers/context.ts';
import type { Match } from '../clue.ts';
import { isMentionedInProse } from '../mentions/mentions.ts';
import { ownMessagesIn } from '../mentions/own-messages.ts';
import { isDeepInProse } from '../mentions/prose.ts';
import type { Surroundings } from '../peers/surroundings.ts';
import { failedCallIn } from './call-sentences.ts';
import { answerInLine, type ReportingLine } from './line-answers.ts';

/** Words of a failure, in the languages of the phrases. */
const FAILED =
  /\b\w{2,40}(?:Error|Exception)['"\])]{0,2}:|\b(?:errors?|err|fail(?:ed|ure|s)?|exception|fatal|panic(?:ked)?|(?:something|it) went wrong)\b|错误|錯誤|失败|失敗|异常|報錯|报错|出错|エラー|오류|실패|ошибка|не удалось|fehler|fehlgeschlagen|erreur|échec|\bfallo\b|\berro\b|\bfalha\b|\berrore\b|[\u274c\u2716\u2717\u2718\u26a0\u{1f6a8}]/iu;
/** Words that tell of one unless a logger calls them information. */
const TROUBLE =
  /\b(?:problem (?:reaching|querying|connecting|communicating|calling|with)|network problem|(?:request|call|connection)s? (?:has |have )?timed out|(?:server|api|endpoint|backend|provider|llm|model|it) (?:has )?(?:returned|answered(?: with)?|responded with|replied with) (?:an? )?(?:http |status )?[45]\d\d|(?:incorrect|invalid|wrong) (?:\w{2,12} ){0,2}(?:credentials?|api[ _-]?key)|unable to|could ?n[o']t|can ?n[o']t|not found(?!,? (?:locally|pulling|download|trying|using|creating|falling)))\b|不正确|无效|不存在|不足|超时|请检查|请求被拒|繁忙|未授权/iu;
/** Whose call it was: this kind of API, its servers, its clients. */
const OF_AN_LLM =
  /openai|chatgpt|\bgpt-?\d|\bllms?\b|chat[ ._/-]?completions?|\bollama\b|anthropic|\bclaude\b|\bgemini\b|deepseek|openrouter|\bgroq\b|\bmistral\b|litellm|\b(?:ai|model) provider\b|langchain|llama|\bvllm\b|\bqwen|moonshot|dashscope|siliconflow|\bAI_\w{3,40}Error|\bragas\b|\bdeepeval\b|\bpromptfoo\b|gpustack|xinference|fastchat|sglang|lmdeploy|localai|koboldcpp|大模型|智谱|通义/i;
/** What else such programs do: its failures are worded alike. */
const OTHER_WORK =
  /\b(?:playwright|selenium|puppeteer|webdriver|browser|mcp|docker|npm|pip|git|ffmpeg|cuda|nccl|gpu|torch|disk|directory|\w{0,12}sql|databases?|prisma|passwords?|redis|smtp|plugins?|extensions?|modules?|import(?:ing)?|migrations?|telegram|discord|slack|telemetry|updates?|download\w{0,5}|tokenizers?|weights|webhooks?|tools?|(?<!connection |api |key |llm |model )tests?(?! (?:the )?(?:connection|api|key|message|llm|model)\b))\b/i;
/** The heading of a panel in an editor, with which nothing else stands in its line; what was said is below it. */
const PANEL =
  /^\W{0,4}(?:(?:\[[\w .-]{2,30}\] )?API (?:Request|Streaming)[ .\u2026]{1,4}Failed|Error interacting with (?:the )?language model)[.:!]{0,3}\s*$/;
/** All settings of a call at once, where a program does not know which of them is wrong. */
const OF_ALL_SETTINGS =
  /\b(?:check|verify|confirm)\b[^.\n]{0,20}\b(?:(?:base|api|server|endpoint) ?)?(?:url|endpoint),? (?:(?:and|or) )?(?:the |your )?(?:api[ _-]?)?key\b/i;
/** The setting of a program that has the key of a model's vendor. */
const KEY_OF_A_MODEL =
  /\b(?:\w{0,20}(?:model|llm|gpt|openai|anthropic|claude|gemini|groq|mistral|deepseek|openrouter|azure)\w{0,12}|ai)_?api_?key\b/i;
/** A call of which a program says no more than that it failed. */
const CALL_FAILED =
  /\bproblem (?:reaching|querying|connecting to|communicating with|calling|with (?:the |your |a )?requests? to) (?:the )?(?:openai|chatgpt|llms?|ollama|anthropic|claude|gemini|deepseek|model provider)\b|\bunable to reach (?:the |your )?(?:model |llm |ai )?provider\b|\berror in (?:the )?(?:llm|openai|model) (?:response|call|request)\b|\bsomething went wrong (?:with|while (?:calling|contacting|talking to)|during) (?:the )?(?:openai|chatgpt|llms?|ollama|anthropic|claude|gemini|deepseek|completion)\b|\b(?:AI_(?:APICall|Retry|NoTextGenerated|NoOutputGenerated)Error|(?:Non)?TransientAiException|OpenAiHttpException|OpenAIException|OpenAIError|ClientResultException|(?:Provider|OpenAI)BizError)\b|\b(?:error|failed|failure|unable)\b[^.\n]{0,24}\b(?:calling|call|request(?:ing)?|invok(?:e|ing)|talking to|fetch(?:ing)?|get(?:ting)?|generat(?:e|ing)|response from)\b[^.\n]{0,40}\b(?:llm|openai|chat completions?|chat response|embeddings?|ollama|claude|gemini|deepseek)\b|\b(?:llm|openai|chat completions?|ollama|anthropic) (?:\w{2,12} ){0,2}(?:failed|returned an error|errored)\b|\b(?:invok(?:e|ing)|call(?:ing)?|query(?:ing)?) (?:the )?(?:llm|openai|chatgpt|ollama|gemini|claude|deepseek)(?: api)? (?:error|failed|failure)\b|\bcredentials? validation failed\b|请求 ?(?:OpenAI|LLM|大模型)[^\n]{0,10}(?:出错|失败)|调用(?:大?模型|OpenAI|LLM)[^\n]{0,8}(?:出错|失败|异常)|\bcurl error exit_code=nil\b|\berror occurr?ed (?:while )?(?:calling|running|executing) curl\b/i;

/** What a user interface says of such a call where it says nothing else: what was asked for, or who should have answered. */
const SAID_BY_AN_INTERFACE =
  /\b(?:error|problem|failed|failure|unable|could ?n[o']t|can ?n?[o']t|went wrong)\b(?:(?! \/| \.)[^.\n]){0,24}\b(?:generat(?:e|ing)|produc(?:e|ing)|complet(?:e|ing)|stream(?:ing)?|get(?:ting)?) (?:(?:the|an?|your|this|any) )?(?:(?:ai|model|chat|assistant|llm)(?:['\u2019]s)? )?(?:response|reply|completion|answer)\b|\b(?:error|failed|unable|could ?n[o']t|can ?n?[o']t)\b[^.\n]{0,16}\b(?:fetch|load|list|get|retriev)(?:e|ing)? (?:(?:the|any|your) )?(?:(?:list of|available|ai|llm) ){0,3}models?(?: list)?(?=[.:!,]| from\b|\s{0,2}$)|\b(?:ai|llm|model|chat completion|realtime) (?:request|call|generation|response|completion|session) (?:has |was )?(?:failed|errored|aborted with an error)\b|\b(?:model|ai|llm) provider (?:could ?n[o']t|can ?n?[o']t|is not) (?:be )?(?:reach(?:ed|able)|respond\w{0,3}|connected)\b|\b(?:llm|ai|model|inference)(?: engine| server| backend| endpoint)?(?: instance)? (?:could ?n[o']t be reached|could not be reached|is not (?:responding|reachable)|is unreachable)|\bno (?:response|reply|answer) (?:was )?(?:received )?from (?:the )?(?:ai|llm|model|assistant)\b|\ban error occurred while processing your request\. [A-Z]|\bprovider returned (?:an )?error\b|\ban (?:unknown |unexpected )?error (?:has )?occurred\b[.!,]{0,2} (?:please )?(?:try again|reach out|contact)\b|\bsomething went wrong\. if this issue persists please contact us through our help center\b|\bsomething went wrong (?:with|while generating|generating) (?:the |an? |your )?(?:ai |model )?(?:response|reply|answer)\b|\b(?:oops|o?ops|whoops|uh oh|sorry)[!,.]{0,3} {0,2}(?:something went wrong|an (?:unexpected |unknown )?error (?:has )?occurred)\b(?=[.!]|\s{0,2}$| on (?:our|my) | (?:while|when) (?:generating|processing your|calling|contacting|talking)\b)|(?:Exception|Error): [\W_]{0,6}an error (?:has )?occurred[\W_]{0,8}$/i;

/** That the connection failed, and not what came over it. */
const OF_A_CONNECTION =
  /\b(?:re-?)?connect(?:ion|ing|ed)?\b|\bnetwork\b|\breach(?:ed|able|ing)?\b(?! out)|\bcommunicat|\bcontact(?:ing)? (?!us\b)|\bfetch|连接|連接|連線|网络|網路|接続|通信|ネットワーク|연결|네트워크|соедин|подключ|сет[иь]|verbindung|netzwerk|connexion|réseau|conexi|conexão|connessione/i;

/** How much of a line is read, and how far whose call it was may stand from it. */
const LONGEST = 500;
const NEAR = 240;
/** Lines of a passage that are looked at: further down there are frames. */
const MOST_LINES = 60;

/**
 * What a passage shows whose words no table has: a line that reports the failure of such a call, understood by its sentence. Null where no
 * line does. `isAlone`: the text is all that was handed over, so nothing in it has to say whose call it was.
 */
export function generalClue(passage: Passage, around: () => Surroundings, isAlone = false): Match | AnswerClue | null {
  const lines = linesThatReport(passage, isAlone);
  if (lines.length === 0) return null;
  const scene = contextOf(passage, around);
  const known = lines.map((line) => answerInLine(scene, line) ?? phraseIn(line, passage)).filter((clue) => clue !== null);
  return known.find(({ id }) => id !== 'client/inconclusive') ?? known[0] ?? callThatFailed(lines, passage);
}

/** What the sentence of one line means, whoever says it; null where nothing is known of it. */
export function phraseOf(text: string): Omit<Match, 'weight'> | null {
  for (const { finding, type, words } of phrases) {
    for (const pattern of words) {
      const found = pattern.exec(text);
      if (!found) continue;
      return { id: finding as FindingId, place: found.index, length: found[0].length, ...(type ? { type } : {}) };
    }
  }
  return null;
}

function linesThatReport(passage: Passage, isAlone: boolean): ReportingLine[] {
  const { text, starts, lines } = passage;
  const isOfAPanel = lines.some(({ text: said, stamp }) => stamp === null && PANEL.test(said.slice(0, LONGEST)));
  return lines.slice(0, MOST_LINES).flatMap((line, at): ReportingLine[] => {
    const start = starts[at] as number;
    const said = text.slice(start, Math.min(starts[at + 1] ?? text.length, start + LONGEST));
    const level = line.level ?? '';
    const call = failedCallIn(said);
    const isCall = call !== null || isOfAPanel || OF_ALL_SETTINGS.test(said) || KEY_OF_A_MODEL.test(said);
    const isTrouble =
      (TROUBLE.test(said) || call !== null || OF_ALL_SETTINGS.test(said)) && !/^(?:INFO|DEBUG|TRACE|[IDT]$)/i.test(level);
    const reports = FAILED.test(said) || isTrouble || isOfAPanel || /^(?:ERR|FATAL|CRIT|SEVERE|E$)/i.test(level);
    const near = `${line.source} ${text.slice(Math.max(0, start - NEAR), start + said.length + NEAR)}`;
    const own = call ? said.slice(call.place, call.place + call.length) : said;
    if (!reports || OTHER_WORK.test(own) || !(isAlone || isCall || OF_AN_LLM.test(near))) return [];
    const isSaid = ownMessagesIn(passage);
    const word = FAILED.exec(said);
    const isTold = word !== null && !isSaid(start + word.index, word[0].length);
    return !isTold && isSaid(start, 0) ? [{ text: said, start }] : [];
  });
}

function phraseIn({ text, start }: ReportingLine, passage: Passage): Match | null {
  const found = phraseOf(text);
  return found && clueAt(passage, { ...found, place: start + found.place });
}

function callThatFailed(lines: readonly ReportingLine[], passage: Passage): Match | null {
  for (const { text, start } of lines) {
    const found = failedCall(text);
    const type = OF_A_CONNECTION.test(text) ? {} : { type: null };
    const clue =
      found && clueAt(passage, { id: 'client/inconclusive', place: start + found.place, length: found.length, ...type });
    if (clue) return clue;
  }
  return null;
}

function failedCall(text: string): { place: number; length: number } | null {
  const found = [CALL_FAILED, SAID_BY_AN_INTERFACE, PANEL, OF_ALL_SETTINGS].map((words) => words.exec(text)).find(Boolean);
  return found ? { place: found.index, length: found[0].length } : failedCallIn(text);
}

/** The clue, unless the sentence only mentions it. */
function clueAt(passage: Passage, found: Omit<Match, 'weight'>): Match | null {
  const { place, length, id } = found;
  if (!ownMessagesIn(passage)(place, length) || isMentionedInProse(passage.text, place, length)) return null;
  if (isDeepInProse(besideInLine(passage, place, length).before)) return null;
  return { ...found, weight: id === 'client/inconclusive' ? 'hidden' : 'general' };
}
