#!/usr/bin/env node
import { Command, Option } from 'commander';
import packageManifest from '../../package.json' with { type: 'json' };

/** Each command lives in a module of its own, loaded when it is asked for: the command line starts fast. */
const program = new Command('auditscope')
  .description('Kubernetes API-server auditing: check, explain and simulate audit policies; read audit logs as reports.')
  .version(packageManifest.version)
  .showHelpAfterError()
  .exitOverride(error => process.exit(error.exitCode === 0 ? 0 : 2));

const kubernetesVersion = () =>
  new Option('--kubernetes-version <1.N>', 'version the policy is judged for').default('', 'the newest known');
const collect = (value: string, all: string[]) => [...all, value];
const finish = (code: number) => {
  process.exitCode = code;
};

program
  .command('lint')
  .description('diagnostics of audit policies and queries; exit code 0 clean, 1 problems, 2 could not run')
  .argument('<file...>', 'YAML or JSON files: policies, or files that hold some; queries (*.slsq)')
  .addOption(new Option('--as <kind>', 'take every file for this kind of document, whatever it says it is').choices(['policy', 'query']))
  .addOption(new Option('--format <format>', 'output').choices(['text', 'json', 'sarif', 'github']).default('text'))
  .addOption(
    new Option('--fail-on <severity>', 'exit with 1 from this severity on').choices(['error', 'warning', 'information']).default('warning'),
  )
  .option('--config <file>', 'settings: rule levels, Kubernetes version, ignored files (default: the next auditscope.yaml above each file)')
  .option('--skip-others', 'say nothing of files that hold nothing to lint, and end with 0 where none does')
  .option('--baseline <file>', 'silence the findings that this file names')
  .option('--write-baseline <file>', 'write all findings into this file, for --baseline')
  .option('--fix', 'apply the safe fixes')
  .addOption(kubernetesVersion())
  .action(async (files, options) => finish(await (await import('./lint.ts')).lint(files, options)));

program
  .command('simulate')
  .description('level, deciding rule and recorded events of requests')
  .requiredOption('--policy <file>', 'audit policy')
  .option('--request <text>', 'an HTTP line, a kubectl command line, attributes or an event')
  .option('--requests <file>', 'requests: one JSON object per line, or a file *.audit-requests as people write it; - reads standard input')
  .option('--user <name>', 'user of --request (default: no user, failed authentication)')
  .option('--group <name>', 'group of the user; may be repeated', collect, [])
  .addOption(new Option('--format <format>', 'output').choices(['text', 'json']).default('text'))
  .addOption(kubernetesVersion())
  .action(async options => finish(await (await import('./simulate.ts')).simulateRequests(options)));

program
  .command('matrix')
  .description('the level of every resource and verb, for one user and namespace')
  .requiredOption('--policy <file>', 'audit policy')
  .option('--user <name>', 'user (default: no user, failed authentication)')
  .option('--group <name>', 'group of the user; may be repeated', collect, [])
  .option('--namespace <name>', 'namespace of the requests; empty for requests over all namespaces', 'default')
  .addOption(new Option('--format <format>', 'output').choices(['text', 'json']).default('text'))
  .addOption(kubernetesVersion())
  .action(async options => finish(await (await import('./matrix.ts')).matrix(options)));

program
  .command('diff')
  .description('what two policies record differently, each change with a request that shows it; exit code 0 same, 1 differs')
  .argument('<old>', 'audit policy before')
  .argument('<new>', 'audit policy after')
  .addOption(new Option('--format <format>', 'output').choices(['text', 'json', 'markdown']).default('text'))
  .addOption(kubernetesVersion())
  .action(async (before, after, options) => finish(await (await import('./diff.ts')).diff(before, after, options)));

program
  .command('query')
  .description('a query in the language of SLS on audit logs: SEARCH, or SEARCH | SQL')
  .argument('<log...>', 'log files, read as one log, rotated ones in order; - reads standard input')
  .option('--query <query>', 'the query, such as: verb: delete | select "objectRef.name", count(*) group by 1')
  .option('--file <file>', 'a file with the query; - reads standard input')
  .option('--from <time>', 'only events from this time on: RFC 3339 or Unix seconds')
  .option('--to <time>', 'only events before this time')
  .option('--time-zone <zone>', "zone of the times, such as Asia/Shanghai (default: the machine's)")
  .option('--limit <n>', 'most rows or events, where the query sets no limit itself', '100')
  .addOption(new Option('--format <format>', 'output').choices(['table', 'json', 'csv', 'parquet']).default('table'))
  .option('--output <file>', 'write here instead of standard output')
  .option('--city-database <file>', 'MaxMind database of cities, for ip_to_city and its like')
  .option('--network-database <file>', 'MaxMind database of autonomous systems, for ip_to_provider')
  .option('--security-list <kind=file>', 'entries for security_check_ip, _domain or _url, one a line; may be repeated', collect, [])
  .action(async (logs, options) => finish(await (await import('./query.ts')).query(logs, options)));

program
  .command('report')
  .description('a report of audit logs')
  .argument('<id>', 'overview')
  .argument('<log...>', 'log files, read as one log')
  .option('--param <k=v>', 'filter: namespace, user, status, from, to; may be repeated', collect, [])
  .option('--time-zone <zone>', "zone of the times, such as Asia/Shanghai (default: the machine's)")
  .addOption(new Option('--format <format>', 'output').choices(['html', 'json']).default('html'))
  .option('--output <file>', 'write here instead of standard output')
  .action(async (id, logs, options) => finish(await (await import('./report.ts')).report(id, logs, options)));

program
  .command('lsp')
  .description('the language server, for any editor')
  .option('--stdio', 'talk over standard input and output')
  .action(async () => (await import('./lsp.ts')).serveStdio());

await program.parseAsync();
