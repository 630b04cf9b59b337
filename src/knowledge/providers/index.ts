import type { ProviderEntry } from './entry.ts';
import { awsApiGateway } from './gateways/aws-api-gateway.ts';
import { azureApiManagement } from './gateways/azure-api-management.ts';
import { cloudflareAiGateway } from './gateways/cloudflare-ai-gateway.ts';
import { helicone } from './gateways/helicone.ts';
import { higress } from './gateways/higress.ts';
import { kong } from './gateways/kong.ts';
import { litellm } from './gateways/litellm.ts';
import { oneApi } from './gateways/one-api.ts';
import { openWebui } from './gateways/open-webui.ts';
import { portkey } from './gateways/portkey.ts';
import { dockerModelRunner } from './servers/docker-model-runner.ts';
import { koboldcpp } from './servers/koboldcpp.ts';
import { llamaCpp } from './servers/llama-cpp.ts';
import { lmStudio } from './servers/lm-studio.ts';
import { localai } from './servers/localai.ts';
import { ollama } from './servers/ollama.ts';
import { fastchat, gpt4all, jan, xinference } from './servers/others.ts';
import { sglang } from './servers/sglang.ts';
import { tabbyApi } from './servers/tabby-api.ts';
import { textGenerationWebui } from './servers/text-generation-webui.ts';
import { tgi } from './servers/tgi.ts';
import { vllm } from './servers/vllm.ts';
import { anthropic } from './vendors/anthropic.ts';
import { azureOpenai } from './vendors/azure-openai.ts';
import { bedrock } from './vendors/bedrock.ts';
import { cerebras } from './vendors/cerebras.ts';
import { dashscope } from './vendors/dashscope.ts';
import { databricksServing } from './vendors/databricks.ts';
import { deepseek } from './vendors/deepseek.ts';
import { fireworks } from './vendors/fireworks.ts';
import { githubModels } from './vendors/github-models.ts';
import { google } from './vendors/google.ts';
import { groq } from './vendors/groq.ts';
import { huggingFace } from './vendors/hugging-face.ts';
import { minimax } from './vendors/minimax.ts';
import { mistral } from './vendors/mistral.ts';
import { moonshot } from './vendors/moonshot.ts';
import { nvidia } from './vendors/nvidia.ts';
import { openai } from './vendors/openai.ts';
import { openrouter } from './vendors/openrouter.ts';
import { cohere, deepinfra, replicate, sambanova } from './vendors/others.ts';
import { perplexity } from './vendors/perplexity.ts';
import { qianfan } from './vendors/qianfan.ts';
import { siliconflow } from './vendors/siliconflow.ts';
import { tencent } from './vendors/tencent.ts';
import { together } from './vendors/together.ts';
import { vertexAi } from './vendors/vertex-ai.ts';
import { volcengine } from './vendors/volcengine.ts';
import { workersAi } from './vendors/workers-ai.ts';
import { xai } from './vendors/xai.ts';
import { zhipu } from './vendors/zhipu.ts';

/** The providers: gateways and servers are recognized by their messages, vendors by their hosts. */
export const providers: readonly ProviderEntry[] = [
  openai,
  azureOpenai,
  openrouter,
  groq,
  mistral,
  deepseek,
  google,
  vertexAi,
  anthropic,
  xai,
  together,
  fireworks,
  moonshot,
  minimax,
  dashscope,
  zhipu,
  siliconflow,
  perplexity,
  nvidia,
  cerebras,
  bedrock,
  githubModels,
  huggingFace,
  volcengine,
  tencent,
  qianfan,
  deepinfra,
  sambanova,
  cohere,
  replicate,
  workersAi,
  databricksServing,
  litellm,
  oneApi,
  kong,
  cloudflareAiGateway,
  portkey,
  helicone,
  higress,
  azureApiManagement,
  awsApiGateway,
  openWebui,
  ollama,
  vllm,
  sglang,
  lmStudio,
  dockerModelRunner,
  llamaCpp,
  localai,
  koboldcpp,
  tabbyApi,
  textGenerationWebui,
  tgi,
  jan,
  gpt4all,
  xinference,
  fastchat,
];
