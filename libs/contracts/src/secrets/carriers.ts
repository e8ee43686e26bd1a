import { ACCOUNT_CARRIERS } from './account-carriers.js';
import { carrier, type Carrier } from './carrier.js';
import { BASE64, HEX, WORD } from './format.js';
import { isDrawn } from './secret-value.js';

/** Whether a text of Base64 holds `name:password`. */
export function isBasic(secret: string): boolean {
  try {
    return /^[\x20-\x7e]{0,200}:[\x20-\x7e]{1,200}$/.test(atob(secret.replace(/=+$/, '')));
  } catch {
    return false;
  }
}

/** What is set under the name of one of these, and looks drawn by lot, is its key: `datadog: 5f…`. */
const SERVICES =
  'adafruit|adobe|airtable|algolia|alibaba|asana|atlassian|auth0|beamer|bitbucket|bitly|bittrex|circleci|clickup|clojars|cloudflare|cloudinary|codecov|cohere|coinbase|confluent|contentful|contentstack|databricks|datadog|deepseek|digitalocean|discord|doppler|droneci|dropbox|duffel|dynatrace|easypost|elastic|etsy|facebook|fastly|figma|finicity|finnhub|firebase|flickr|flutterwave|freshbooks|freshdesk|gemini|github|gitlab|gitter|gocardless|grafana|groq|heroku|hetzner|hubspot|influxdb|instagram|intercom|jfrog|jira|kraken|kucoin|launchdarkly|linear|linkedin|linode|lob|looker|mailchimp|mailgun|mapbox|mattermost|messagebird|mistral|netlify|newrelic|notion|npm|nytimes|okta|openai|opsgenie|pagerduty|paypal|planetscale|plaid|postman|pulumi|pushover|rapidapi|razorpay|rollbar|sendbird|sendgrid|sendinblue|sentry|shippo|shodan|shopify|sidekiq|slack|snyk|sonarqube|splunk|spotify|square|squarespace|stripe|sumologic|telegram|tiktok|travisci|trello|twilio|twitch|twitter|typeform|vercel|vultr|yandex|zendesk|zoom';

/** Links, headers, keys of services, and the passwords of accounts. */
export const CARRIERS: readonly Carrier[] = [
  carrier(
    'private-key',
    '-----BEGIN',
    `()(-----BEGIN [A-Za-z0-9 ]{0,40}(?:PRIVATE KEY(?: BLOCK)?|Static key V1)-----[^\\n-]{0,16384}(?:-----END [A-Za-z0-9 ]{0,60}-----)?)`,
  ),
  carrier(
    'url-password',
    '://',
    `(\\b[a-z][a-z0-9+.-]{1,30}://[^\\s/:@"'<>]{0,200}:)(?!\\[redacted\\])([^\\s"'<>@]{1,256})(?=@[\\w.\\[%-])`,
  ),
  carrier('url-token', '://', `(\\bhttps?://)([A-Za-z0-9_.-]{20,400})(?=(?::x-oauth-basic)?@)`),
  carrier(
    'go-dsn',
    '@',
    `((?:^|[\\s"'=])[\\w.-]{1,64}:)(?!\\[redacted\\])([^\\s"':@/]{1,200})(?=@(?:tcp|unix|udp)\\()`,
  ),
  carrier(
    'oracle-dsn',
    '@',
    `(\\b(?:sqlplus|expdp|impdp|rman|sqlldr)[^\\n]{0,60}[ \\t][\\w.-]{1,40}/)([^\\s@"']{1,128})(?=@)`,
  ),
  carrier(
    'authorization',
    /authorization|bearer|basic|digest|negotiate|token/i,
    `(\\bauthorization["']?[ \\t]{0,4}[:=][ \\t]{0,4}\\\\{0,3}["']?(?:bearer|basic|digest|token|apikey|api-key|negotiate|ntlm|key|bot|splunk|genie[a-z]{0,3}|aws4-hmac-sha256|hawk|ssws|oauth|zoho-oauthtoken|sso-key|sharedkey|signature|klaviyo-api-key|discogs)?[ \\t]{1,8})(?!\\[redacted\\])([^\\s"'\\\\][^"'\\\\\\n]{3,4096})`,
  ),
  carrier(
    'digest',
    /digest/i,
    `(\\bauthorization["']?:[ \\t]{0,4}digest[ \\t]{1,4})(?!\\[redacted\\])([^\\n]{4,2048})`,
  ),
  carrier('bearer', /bearer/i, `(\\bbearer[ \\t]{1,8})([A-Za-z0-9._~+/-]{16,4096}={0,4})`, (secret) =>
    /\d|[A-Z]|[a-z]{20}/.test(secret),
  ),
  carrier('basic', /basic/i, `(\\bbasic[ \\t]{1,4})([A-Za-z0-9+/]{6,1024}={0,2})`, isBasic),
  carrier(
    'api-header',
    /x-|private-token|apikey|circle-token|api-token|dd-a/i,
    `(\\b(?:x-[a-z-]{0,40}(?:token|key|secret|auth|signature|session|password)|private-token|job-token|deploy-token|apikey|circle-token|dd-api-key|dd-application-key)["']?[ \\t]{0,4}[:=][ \\t]{0,4}["']?)(?!\\[redacted\\])([^\\s"',;]{6,4096})`,
  ),
  carrier(
    'cookie',
    /cookie/i,
    `(\\b(?:set-)?cookie2?["']?:[ \\t]{0,4}["']?)(?!\\[redacted\\])([^"'\\n]{4,4096})`,
    (secret) => /^[\w.%-]{1,80}=/.test(secret),
  ),
  carrier(
    'session-cookie',
    /sess|sid/i,
    `(\\b(?:phpsessid|jsessionid|asp\\.net_sessionid|connect\\.sid|_gitlab_session|laravel_session|sessionid|session_token|_session_id|\\.aspxauth|\\.aspnetcore\\.[a-z.]{1,40})=)(?!\\[redacted\\])([A-Za-z0-9%._~+/:=-]{8,4096})`,
  ),
  carrier(
    'signed-link',
    /sig|token/i,
    `([?&;](?:sig|signature|x-amz-signature|x-amz-security-token|x-goog-signature|x-ms-signature|hdnea|hmac|token|auth|key|apikey|api_key|access_token|code|password|pass|pwd|secret)=)(?!\\[redacted\\])([A-Za-z0-9%._~+/=-]{8,4096})`,
    (secret) => /\d/.test(secret),
  ),
  carrier('one-time-secret', 'otpauth', `(otpauth://[^\\s"']{0,200}?secret=)([A-Z2-7=]{8,256})`),
  carrier(
    'azure-client-secret',
    'Q~',
    `([^\\w~.-]|^)([A-Za-z0-9_~.-]{3}\\dQ~[A-Za-z0-9_~.-]{31,34})(?![A-Za-z0-9_~.-])`,
  ),
  carrier(
    'azure-signed-key',
    /AZDO|JQQJ99|\+A[A-Z][a-zA-Z]{2}|AzSe|AzFu|AzCa|APIM|ACDb/,
    `()([A-Za-z0-9+/]{40,76}(?:AZDO|JQQJ99|\\+ASt|\\+AEh|\\+ARm|\\+AIoT|\\+ABa|\\+AMC|AzSe|AzFu|AzCa|APIM|ACDb)[A-Za-z0-9+/]{4,32}={0,2})`,
  ),
  carrier(
    'sas-key',
    /accountkey|sharedaccess/i,
    `((?:AccountKey|SharedAccessKey|SharedSecretValue|SharedAccessSignature)=)(?!\\[redacted\\])([^;"'\\s]{8,400})`,
  ),
  carrier('terraform-token', '.atlasv1.', `()([A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_=-]{40,100})`),
  carrier(
    'discord-token',
    /[MNO][A-Za-z\d_-]{23,28}\./,
    `(^|[^\\w.-])([MNO](?=[\\w-]{0,27}\\d)(?=[\\w-]{0,27}[a-z])[A-Za-z\\d_-]{23,28}\\.[A-Za-z\\d_-]{6,7}\\.[A-Za-z\\d_-]{27,40})(?![\\w.-])`,
  ),
  carrier('telegram-token', ':AA', `(^|[^\\d])(\\d{8,10}:AA${WORD}{32,34})(?![A-Za-z0-9_-])`),
  carrier('firebase-key', ':APA91', `(^|[^\\w-])([\\w-]{7,40}:APA91${WORD}{100,200})`),
  carrier('mailchimp-key', /-us\d/, `(^|[^0-9a-f])(${HEX}{32}-us\\d{1,2})(?![\\w])`),
  carrier(
    'mailgun-key',
    /-[0-9a-f]{8}-[0-9a-f]{8}(?![\w-])/i,
    `(^|[^0-9a-f])([0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8})(?![\\w-])`,
  ),
  carrier('facebook-app-token', '|', `(^|[^\\d])(\\d{13,17}\\|[A-Za-z0-9_-]{27,40})(?![\\w-])`),
  carrier(
    'sanctum-token',
    '|',
    `((?:^|[\\s"'=:])\\d{1,7}\\|)((?=[A-Za-z]{0,47}\\d)[A-Za-z0-9]{40,48})(?![\\w-])`,
  ),
  carrier('sentry-dsn', 'ingest', `(https?://)(${HEX}{32}(?::${HEX}{32})?)(?=@)`),
  carrier('asana-style', '/', `((?:^|[^\\w/])[12]/)(\\d{10,20}(?:/\\d{10,20})?:${HEX}{32})(?![0-9a-f])`),
  carrier('enrolment-code', '-', `(^|[^\\w-])((?:[b-df-hj-np-tv-xz2-9]{5}-){3}[b-df-hj-np-tv-xz2-9]{5})`),
  carrier(
    'kubernetes-join',
    /token|bootstrap/i,
    `(token[^\\n]{0,20}?[ =:"'])([a-z0-9]{6}\\.[a-z0-9]{16})(?![\\w.])`,
  ),
  carrier(
    'wireguard-key',
    /\bwg\b|preshared|private/i,
    `(\\b(?:private|preshared)[ -]?key[ \\t]{0,4}[:=][ \\t]{0,4})(?!\\[redacted\\])(${BASE64}{43}=)`,
  ),
  carrier('private-mac', /private-mac|private-hash/i, `(private-(?:mac|hash):[ \\t]{0,4})(${HEX}{20,64})`),
  carrier(
    'json-web-key',
    /"kty"|"d"/,
    `("(?:d|k|p|q|dp|dq|qi)"[ \\t]{0,4}:[ \\t]{0,4}")(?!\\[redacted\\])([A-Za-z0-9_-]{22,2048})`,
  ),
  carrier(
    'docker-auth',
    /"auth"/,
    `("auth"[ \\t]{0,4}:[ \\t]{0,4}")(?!\\[redacted\\])([A-Za-z0-9+/]{6,4096}={0,2})`,
  ),
  carrier(
    'bitcoin-key',
    /[5KL][1-9A-HJ-NP-Za-km-z]{50}/,
    `(^|[^\\w/.+-])([5KL](?=[^\\W0]{0,51}[a-z])(?=[^\\W0]{0,51}[A-Z])(?=[^\\W0]{0,51}\\d)[1-9A-HJ-NP-Za-km-z]{50,51})(?![\\w/.+=-])`,
  ),
  carrier(
    'named-for-its-service',
    /[:=>][ "']{0,4}[A-Za-z0-9_-]{20}/,
    `((?:^|[^A-Za-z0-9])(?:${SERVICES})[\\w.-]{0,24}["']?[ \\t]{0,4}(?::?=>?|:|>)[ \\t]{0,4}["']?)([A-Za-z0-9_=+/-]{20,200})(?![\\w./-])`,
    (secret) => isDrawn(secret, 20),
  ),
  ...ACCOUNT_CARRIERS,
];
