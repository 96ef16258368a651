const loopbackNames = new Set(['localhost', '::1', '[::1]']);

/** Whether a host name or address (without port) means this machine and nothing else. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase();
  return loopbackNames.has(name) || /^127(\.\d{1,3}){3}$/.test(name);
}

/** The host name in a Host header, without its port; null when there is none that can be read. */
export function hostName(header: string | undefined): string | null {
  if (!header || /[/@?#\\\s]/.test(header)) return null;
  return URL.canParse(`http://${header}`) ? new URL(`http://${header}`).hostname : null;
}
