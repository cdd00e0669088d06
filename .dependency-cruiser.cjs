/** Who may know whom: the directions of docs/architecture.md. A room is a folder under `server/`. */

/** @param {string} name @param {string} comment @param {object} from @param {object} to */
const never = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    never('no-cycles', 'No import cycles.', {}, { circular: true }),
    never('no-unresolved', 'Every import leads somewhere.', {}, { couldNotResolve: true, pathNot: '^vscode$' }),
    never(
      'server-without-client',
      'What works without VS Code does not know that VS Code exists.',
      { path: '^server/' },
      { path: '^client/' },
    ),
    never(
      'nothing-knows-tests',
      'The product does not import tests, scripts or benches.',
      { path: '^(client|server)/' },
      { path: '^(test|scripts|bench)/' },
    ),
    never(
      'ground-rooms',
      'kubernetes, yaml and lint know nobody.',
      { path: '^server/(kubernetes|yaml|lint)/' },
      { path: '^server/', pathNot: '^server/$1/' },
    ),
    never(
      'config-room',
      'config reads the settings file: yaml and lint, nobody else.',
      { path: '^server/config/' },
      { path: '^server/', pathNot: '^server/(config|yaml|lint|kubernetes)/' },
    ),
    never(
      'analysis-reads-meaning',
      'The exact analysis works on the meaning of a policy, not on its text.',
      { path: '^server/policy/analysis/' },
      { path: '^server/(yaml|lint|protocol|policy/(rules|features|explain|embedded))/' },
    ),
    never(
      'policy-room',
      'policy knows kubernetes, yaml, lint and the shapes that cross processes.',
      { path: '^server/policy/' },
      { path: '^server/', pathNot: '^server/(policy|kubernetes|yaml|lint|protocol|config)/' },
    ),
    never(
      'query-room',
      'query knows kubernetes, yaml, lint and the shapes that cross processes.',
      { path: '^server/query/' },
      { path: '^server/', pathNot: '^server/(query|kubernetes|yaml|lint|protocol)/' },
    ),
    never(
      'logs-room',
      'logs may compile queries and replay policies; it knows no report.',
      { path: '^server/logs/' },
      { path: '^server/', pathNot: '^server/(logs|kubernetes|yaml|lint|protocol|query|policy/analysis)/' },
    ),
    never(
      'reports-room',
      'reports know the query language and the interface of the engine, not the engine.',
      { path: '^server/(reports|alerts)/' },
      { path: '^server/', pathNot: '^server/($1|kubernetes|yaml|lint|protocol|query)/' },
    ),
    never(
      'protocol-room',
      'The shapes that cross a process border lead nowhere else.',
      { path: '^server/protocol/' },
      { path: '^server/', pathNot: '^server/protocol/' },
    ),
    never(
      'nobody-knows-the-adapters',
      'language and cli know everybody; nobody knows them, but cli/lsp.ts starts the server.',
      { path: '^server/', pathNot: '^server/(language|cli)/|^server/cli/lsp\\.ts$' },
      { path: '^server/(language|cli)/' },
    ),
    never(
      'cli-and-language-apart',
      'Only cli/lsp.ts knows the server; the server knows no command.',
      { path: '^server/cli/', pathNot: '^server/cli/lsp\\.ts$' },
      { path: '^server/language/' },
    ),
    never('language-without-cli', 'The server knows no command.', { path: '^server/language/' }, { path: '^server/cli/' }),
    never(
      'language-without-logs',
      'The language server never touches a log.',
      { path: '^server/language/' },
      { path: '^server/(logs|reports|alerts)/' },
    ),
    never(
      'vscode-in-client',
      'vscode only under client/.',
      { pathNot: '^(client|test/vscode)/' },
      { path: '^vscode$|(^|node_modules/)vscode/' },
    ),
    never(
      'webview-is-browser',
      'Browser code knows neither VS Code nor Node.',
      { path: '^client/webview/', pathNot: '^client/webview/webview-page\\.ts$' },
      { path: '^vscode$', dependencyTypes: ['unknown'] },
    ),
    never(
      'webview-without-node',
      'Browser code has no Node modules.',
      { path: '^client/webview/', pathNot: '^client/webview/webview-page\\.ts$' },
      { dependencyTypes: ['core'] },
    ),
    never(
      'lsp-in-adapter',
      'LSP packages only in the adapter, the protocol and the client; text documents are plain data.',
      { path: '^server/', pathNot: '^server/(language|protocol)/' },
      { path: 'node_modules/vscode-language(client|server)(-protocol)?/' },
    ),
    never(
      'duckdb-in-logs',
      'DuckDB only in the log engine.',
      { path: '^(client|server)/', pathNot: '^server/logs/' },
      { path: 'node_modules/@duckdb/' },
    ),
    never(
      'files-and-sockets',
      'Files and sockets belong to the command line, the log engine, notifications and process entries, so that the rest runs in a browser worker.',
      { path: '^server/', pathNot: '^server/(cli|logs|alerts)/|^server/language/main\\.ts$' },
      { dependencyTypes: ['core'], path: '^(node:)?(fs|fs/promises|net|http|https|child_process|worker_threads|os)$' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
