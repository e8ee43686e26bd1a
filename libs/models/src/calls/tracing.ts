/** By these settings LangChain would send every message, in clear, to a service that traces them. */
const TRACING = ['LANGSMITH_TRACING', 'LANGSMITH_TRACING_V2', 'LANGCHAIN_TRACING', 'LANGCHAIN_TRACING_V2'];

/** Takes them away: nothing of a conversation goes past what guards it. */
export function withoutTracing(): void {
  for (const name of TRACING) delete process.env[name];
}
