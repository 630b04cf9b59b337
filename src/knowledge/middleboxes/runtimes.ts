import type { MiddleboxEntry } from './entry.ts';

type Steps = NonNullable<MiddleboxEntry['steps']>;

/** What is to be done where calls do not get out, where no key is set, and where the exit is in the wrong country. */
function runtime(way: { out?: string; key?: string; region?: string; address?: string; more?: Steps }): Steps {
  const { out, key, region, address, more = {} } = way;
  const blocked = ['tcp/timeout', 'tcp/unreachable', 'dns/timeout', 'dns/no-resolver', 'dns/temporary-failure'];
  return {
    ...(out ? Object.fromEntries(blocked.map((id) => [id, [out]])) : {}),
    ...(key ? { 'config/key-missing': [key] } : {}),
    ...(region ? { 'auth/unsupported-region': [region] } : {}),
    ...(address ? { 'auth/ip-not-allowed': [address] } : {}),
    ...more,
  };
}

/** Places where programs run for somebody: each has its own way out, its own place for keys and its own regions. */
export const runtimes: MiddleboxEntry[] = [
  {
    id: 'aws-lambda',
    name: 'AWS Lambda',
    kind: 'hosting',
    recognition: [
      {
        variable: ['AWS_LAMBDA_FUNCTION_NAME', /./],
        certainty: 'proved',
        source: 'AWS Lambda documentation, environment variables',
      },
    ],
    steps: runtime({
      out: 'A function in a VPC reaches the internet through a NAT gateway only, also in public subnets: attach it to private subnets whose route leads to a NAT gateway, or take it out of the VPC.',
      key: 'Set the key in the configuration of the function, or read it from Secrets Manager at its start: `aws lambda update-function-configuration --function-name NAME --environment "Variables={OPENAI_API_KEY=KEY}"`',
      address: 'Give the function a fixed address: private subnets with a NAT gateway that has an Elastic IP.',
      region: 'Deploy the function in a region whose country the API serves.',
    }),
    source: 'AWS Lambda documentation, internet access for VPC-connected functions',
  },
  {
    id: 'aws-ecs',
    name: 'Amazon ECS and Fargate',
    aliases: ['fargate'],
    kind: 'hosting',
    recognition: [
      {
        variable: ['ECS_CONTAINER_METADATA_URI_V4', /./],
        certainty: 'proved',
        source: 'Amazon ECS documentation, task metadata endpoint',
      },
    ],
    steps: runtime({
      out: 'A task in a private subnet needs a NAT gateway, and one in a public subnet assignPublicIp=ENABLED; the security group has to allow outgoing port {port}.',
      key: 'Reference the secret in the container definition of the task: secrets, with name OPENAI_API_KEY and valueFrom.',
    }),
    source: 'Amazon ECS documentation, task networking for Fargate',
  },
  {
    id: 'cloud-run-runtime',
    name: 'a service of Google Cloud Run',
    kind: 'hosting',
    recognition: [
      { variable: ['K_SERVICE', /./], certainty: 'proved', source: 'Google Cloud documentation, Cloud Run container contract' },
    ],
    steps: runtime({
      out: 'If the egress of the service goes through a VPC (all-traffic), the VPC needs Cloud NAT; or send only private ranges there: `gcloud run services update SERVICE --vpc-egress=private-ranges-only`',
      key: 'Give the service the secret as a variable: `gcloud run services update SERVICE --set-secrets OPENAI_API_KEY=SECRET:latest`',
      region: 'Deploy the service in a region whose country the API serves: `gcloud run deploy SERVICE --region us-central1`',
    }),
    source: 'Google Cloud documentation, Cloud Run: VPC egress and secrets',
  },
  {
    id: 'azure-app-service-runtime',
    name: 'Azure App Service and Functions',
    aliases: ['azure-functions'],
    kind: 'hosting',
    recognition: [
      {
        variable: ['WEBSITE_SITE_NAME', /./],
        certainty: 'proved',
        source: 'Azure App Service documentation, environment variables',
      },
    ],
    steps: runtime({
      out: 'With VNet integration and all traffic routed into the network, its NAT gateway or firewall has to let {host} port {port} out: Azure portal, Networking, outbound traffic.',
      key: 'Set the key as an app setting, or as a reference to Key Vault: `az webapp config appsettings set --name APP --resource-group GROUP --settings OPENAI_API_KEY=KEY`',
    }),
    source: 'Azure App Service documentation, virtual network integration',
  },
  {
    id: 'vercel-runtime',
    name: 'a function of Vercel',
    kind: 'hosting',
    recognition: [
      { variable: ['VERCEL', /^1$/], certainty: 'proved', source: 'Vercel documentation, system environment variables' },
    ],
    steps: runtime({
      key: 'Set the key for this environment of the project, and deploy again: `vercel env add OPENAI_API_KEY production`',
      region:
        'Run the functions in a region that the API serves, with "regions": ["iad1"] in vercel.json. Edge functions run near the caller.',
      address: 'Functions have changing addresses: use Static IPs or Secure Compute of Vercel, or a proxy with a fixed one.',
    }),
    source: 'Vercel documentation, environment variables and regions',
  },
  {
    id: 'netlify-runtime',
    name: 'a function of Netlify',
    kind: 'hosting',
    recognition: [
      { variable: ['NETLIFY', /^true$/], certainty: 'proved', source: 'Netlify documentation, build environment variables' },
    ],
    steps: runtime({
      key: 'Set the key for functions too, and deploy again: `netlify env:set OPENAI_API_KEY KEY --scope functions`',
    }),
    source: 'Netlify documentation, environment variables and functions',
  },
  {
    id: 'heroku-dyno',
    name: 'a dyno of Heroku',
    kind: 'hosting',
    recognition: [
      { variable: ['DYNO', /^\w+\.\d+$|…/], certainty: 'proved', source: 'Heroku Dev Center, dynos and the dyno manager' },
    ],
    steps: runtime({ key: 'Set the key as a config var: `heroku config:set OPENAI_API_KEY=KEY --app APP`' }),
    source: 'Heroku Dev Center, config vars',
  },
  {
    id: 'render-runtime',
    name: 'a service of Render',
    kind: 'hosting',
    recognition: [
      { variable: ['RENDER', /^true$/], certainty: 'proved', source: 'Render documentation, default environment variables' },
    ],
    steps: runtime({
      key: 'Set the key in Render’s dashboard: the service, Environment; it deploys again by itself.',
      region: 'Create the service in another region: the region of a service cannot be changed.',
    }),
    source: 'Render documentation, environment variables and regions',
  },
  {
    id: 'railway-runtime',
    name: 'a service of Railway',
    kind: 'hosting',
    recognition: [
      { variable: ['RAILWAY_ENVIRONMENT_NAME', /./], certainty: 'proved', source: 'Railway documentation, variables reference' },
    ],
    steps: runtime({ key: 'Set the key under Variables of the service in Railway, and deploy the change.' }),
    source: 'Railway documentation, variables',
  },
  {
    id: 'fly-runtime',
    name: 'a machine of Fly.io',
    kind: 'hosting',
    recognition: [{ variable: ['FLY_APP_NAME', /./], certainty: 'proved', source: 'Fly.io documentation, runtime environment' }],
    steps: runtime({
      key: 'Set the key as a secret: `fly secrets set OPENAI_API_KEY=KEY`',
      region: 'Run the machines in a region that the API serves: `fly scale count 1 --region iad`',
    }),
    source: 'Fly.io documentation, secrets and regions',
  },
  {
    id: 'replit',
    name: 'Replit',
    kind: 'hosting',
    recognition: [{ variable: ['REPL_ID', /./], certainty: 'proved', source: 'Replit documentation, environment variables' }],
    steps: runtime({
      key: 'Add OPENAI_API_KEY under Secrets of the app, and start it again; a deployment has secrets of its own.',
    }),
    source: 'Replit documentation, secrets',
  },
  {
    id: 'colab',
    name: 'Google Colab',
    kind: 'hosting',
    recognition: [
      {
        variable: ['COLAB_RELEASE_TAG', /./],
        certainty: 'proved',
        source: 'googlecolab/colabtools, environment of its runtimes',
      },
    ],
    steps: runtime({
      key: 'Add OPENAI_API_KEY under Secrets (the key in the sidebar), allow it for this notebook, and set it in a cell: os.environ["OPENAI_API_KEY"] = google.colab.userdata.get("OPENAI_API_KEY").',
      more: {
        'tcp/refused': [
          'localhost in Colab is the virtual machine of Google: a server on your own machine is reached through a tunnel only (cloudflared, ngrok).',
        ],
      },
    }),
    source: 'googlecolab/colabtools, google/colab/userdata.py',
  },
  {
    id: 'kaggle',
    name: 'a notebook of Kaggle',
    kind: 'sandbox',
    recognition: [{ variable: ['KAGGLE_KERNEL_RUN_TYPE', /./], certainty: 'proved', source: 'Kaggle documentation, notebooks' }],
    steps: runtime({
      out: 'Turn on Internet in the settings of the notebook (the account needs a verified phone number). Submissions to many competitions run without it.',
      key: 'Add OPENAI_API_KEY under Add-ons, Secrets, attach it to the notebook, and read it with UserSecretsClient().get_secret("OPENAI_API_KEY").',
    }),
    source: 'Kaggle documentation, notebooks: internet access and secrets',
  },
  {
    id: 'databricks',
    name: 'Databricks',
    kind: 'hosting',
    recognition: [
      {
        variable: ['DATABRICKS_RUNTIME_VERSION', /./],
        certainty: 'proved',
        source: 'Databricks documentation, environment variables of clusters',
      },
    ],
    steps: runtime({
      out: 'Allow {host} in the network policy of serverless compute, or in the firewall and NAT gateway of the VPC or VNet of the workspace.',
      key: 'Read the key from a secret scope: dbutils.secrets.get(scope="SCOPE", key="openai"), or reference it in the Spark environment variables of the cluster.',
    }),
    source: 'Databricks documentation, serverless egress control and secrets',
  },
  {
    id: 'hugging-face-space-runtime',
    name: 'a Space of Hugging Face',
    kind: 'hosting',
    recognition: [
      { variable: ['SPACE_ID', /.\/.|…/], certainty: 'proved', source: 'Hugging Face documentation, Spaces: helper variables' },
    ],
    steps: runtime({
      out: 'Spaces reach ports 80, 443 and 8080 of other hosts only: have the server at {host} listen on one of these instead of {port}.',
      key: 'Add OPENAI_API_KEY under Settings, Variables and secrets, of the Space: it restarts by itself.',
    }),
    source: 'Hugging Face documentation, Spaces: networking and secrets',
  },
  {
    id: 'pythonanywhere',
    name: 'PythonAnywhere',
    kind: 'sandbox',
    recognition: [
      { variable: ['PYTHONANYWHERE_DOMAIN', /./], certainty: 'proved', source: 'PythonAnywhere help, environment variables' },
      {
        variable: ['HTTPS_PROXY', /proxy\.server:3128/],
        certainty: 'proved',
        source: 'PythonAnywhere help, 403 Forbidden errors from the proxy',
      },
      {
        variable: ['https_proxy', /proxy\.server:3128/],
        certainty: 'proved',
        source: 'PythonAnywhere help, 403 Forbidden errors from the proxy',
      },
    ],
    steps: {
      'proxy/forbidden': [
        'Free accounts of PythonAnywhere reach only the hosts on its allowlist, through its proxy: ask PythonAnywhere to add {host}, which has to be a documented public API, or use a paid account.',
      ],
    },
    source: 'PythonAnywhere help, 403 Forbidden errors and the allowlist',
  },
  {
    id: 'slurm',
    name: 'a compute node of a cluster (Slurm)',
    aliases: ['hpc'],
    kind: 'sandbox',
    recognition: [
      {
        variable: ['SLURM_JOB_ID', /./],
        certainty: 'proved',
        source: 'Slurm documentation, sbatch: output environment variables',
      },
    ],
    steps: runtime({
      out: 'Compute nodes of many clusters have no internet access: run this on a login or data-transfer node, set the proxy of the cluster (HTTPS_PROXY, often by a module), or tunnel it through the login node: `ssh -N -D 1080 LOGIN-NODE`',
    }),
    source: 'Slurm documentation, sbatch; public guides of computing centers on internet access from compute nodes',
  },
  {
    id: 'gitlab-ci',
    name: 'GitLab CI',
    kind: 'egress filter',
    recognition: [
      { variable: ['GITLAB_CI', /^true$/], certainty: 'proved', source: 'GitLab documentation, predefined CI/CD variables' },
    ],
    steps: runtime({
      key: 'Add OPENAI_API_KEY under Settings, CI/CD, Variables. A protected variable exists on protected branches and tags only.',
      out: 'If the runner is your own, allow {host} port {port} in its network, or set HTTPS_PROXY in its configuration (environment in config.toml).',
    }),
    source: 'GitLab documentation, CI/CD variables and runners behind a proxy',
  },
  {
    id: 'azure-pipelines',
    name: 'Azure Pipelines',
    kind: 'egress filter',
    recognition: [
      { variable: ['TF_BUILD', /^true$/i], certainty: 'proved', source: 'Azure DevOps documentation, predefined variables' },
    ],
    steps: runtime({
      key: 'Secret variables are not variables of the environment by themselves: map it in the step that needs it: env: OPENAI_API_KEY: $(OPENAI_API_KEY)',
    }),
    source: 'Azure DevOps documentation, set secret variables',
  },
];
