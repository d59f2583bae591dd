/** What the benchmark uses of packages that bring no types. */

declare module "autocannon" {
  namespace autocannon {
    interface RawRequest {
      method?: string;
      body?: string;
    }
    interface Request extends RawRequest {
      setupRequest(request: RawRequest, context: object): RawRequest;
      onResponse(status: number, body: string, context: object): void;
    }
  }
  function autocannon(options: {
    url: string;
    connections: number;
    duration: number;
    headers: Record<string, string>;
    requests: autocannon.Request[];
  }): Promise<{ errors: number; timeouts: number }>;
  export default autocannon;
}
