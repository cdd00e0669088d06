import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { rulePagesBeside } from '../lint/rule-pages.ts';
import { startServer } from './start-server.ts';

/** Serves LSP on standard input and output until the client leaves. */
export function serveStdio(): void {
  startServer(createConnection(ProposedFeatures.all, process.stdin, process.stdout), rulePagesBeside(import.meta.url));
}
