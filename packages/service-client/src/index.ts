export { ServiceRefused, ServiceUnavailable } from "./errors.ts";
export { type HttpTransportOptions, httpTransport } from "./httpTransport.ts";
export { loadOperations, type Operation, operation } from "./operations.ts";
export { type CallOptions, createServiceClient, type ServiceClient } from "./serviceClient.ts";
export { servicesByUrl } from "./servicesByUrl.ts";
