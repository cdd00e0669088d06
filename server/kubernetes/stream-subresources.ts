/**
 * Subresources whose requests are streams: kube-apiserver treats them as long-running (`cmd/kube-apiserver/app/server.go`) and never
 * has an object of theirs in hand.
 */
export const STREAM_SUBRESOURCES: ReadonlySet<string> = new Set(['attach', 'exec', 'proxy', 'log', 'portforward']);
