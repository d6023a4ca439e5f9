/** The two halves of `address:port`, as observations write endpoints: IPv6 in brackets, or an address alone. */

const withPort = /^(?:\[([^\]]*)\]|([^:]*)):(\d{1,5})$/;

/** The address alone, without brackets. */
export function addressOf(endpoint: string): string {
  const parts = withPort.exec(endpoint);
  return parts?.[1] ?? parts?.[2] ?? endpoint.replace(/^\[|\]$/g, '');
}

export function portOf(endpoint: string): number | undefined {
  const port = withPort.exec(endpoint)?.[3];
  return port === undefined ? undefined : Number(port);
}
