import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { rulePagesBeside } from '../lint/rule-pages.ts';
import { startServer } from './start-server.ts';

/** Process entry: the transport (IPC, stdio, socket) comes from the command line, as language clients pass it. */
startServer(createConnection(ProposedFeatures.all), rulePagesBeside(import.meta.url));
