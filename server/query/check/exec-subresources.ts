/** Subresources whose requests take over the connection: since Kubernetes 1.31 clients open them with get, and they write two events. */
export const EXEC_SUBRESOURCES: readonly string[] = ['exec', 'attach', 'portforward'];
