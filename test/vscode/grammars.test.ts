import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { root } from '../../scripts/ensure.mjs';

/** What is used of `vscode-textmate` and `vscode-oniguruma`, which VS Code brings along. */
interface Engine {
  readonly Registry: new (options: object) => { loadGrammar(scope: string): Promise<Grammar> };
  readonly parseRawGrammar: (text: string, path: string) => object;
  readonly INITIAL: object;
}
interface Grammar {
  tokenizeLine(
    line: string,
    state: object,
  ): { readonly tokens: readonly { startIndex: number; endIndex: number; scopes: readonly string[] }[]; readonly ruleStack: object };
}
interface Oniguruma {
  loadWASM(binary: ArrayBufferLike): Promise<void>;
  readonly OnigScanner: new (patterns: readonly string[]) => object;
  readonly OnigString: new (text: string) => object;
}

const VSCODE = join(root, '.cache/code-server/node_modules/code-server/lib/vscode/');
interface Manifest {
  readonly contributes: {
    readonly grammars: readonly {
      scopeName: string;
      path: string;
      injectTo?: readonly string[];
      unbalancedBracketScopes?: readonly string[];
    }[];
  };
}
const readManifest = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Manifest;
const manifest = readManifest(join(root, 'package.json'));

let grammars: { readonly query: Grammar; readonly yaml: Grammar };
let engine: Engine;

/** The grammars of the manifest in the engine of VS Code, together with its grammar of YAML. */
before(async () => {
  const load = createRequire(join(VSCODE, 'package.json'));
  engine = load('vscode-textmate') as Engine;
  const oniguruma = load('vscode-oniguruma') as Oniguruma;
  await oniguruma.loadWASM(readFileSync(join(VSCODE, 'node_modules/vscode-oniguruma/release/onig.wasm')).buffer);
  const ours = manifest.contributes.grammars.map(g => join(root, g.path));
  const yaml = join(VSCODE, 'extensions/yaml/syntaxes');
  const paths = [...ours, ...readdirSync(yaml).map(name => join(yaml, name))].filter(path => path.endsWith('.json'));
  const texts = new Map(
    paths.map(path => {
      const text = readFileSync(path, 'utf8');
      return [(JSON.parse(text) as { scopeName: string }).scopeName, { text, path }];
    }),
  );
  const registry = new engine.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns: readonly string[]) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text: string) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async (scope: string) => {
      const found = texts.get(scope);
      return found ? engine.parseRawGrammar(found.text, found.path) : null;
    },
    getInjections: (scope: string) => manifest.contributes.grammars.filter(g => g.injectTo?.includes(scope)).map(g => g.scopeName),
  });
  grammars = { query: await registry.loadGrammar('source.sls-query'), yaml: await registry.loadGrammar('source.yaml') };
});

/** Each piece of a text with its innermost scope, as `piece scope`; blanks and what has no scope of its own are left out. */
function scopes(grammar: Grammar, text: string): readonly string[] {
  let state = engine.INITIAL;
  return text.split('\n').flatMap(line => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return tokens.flatMap(token => {
      const piece = line.slice(token.startIndex, token.endIndex).trim();
      const scope = token.scopes.findLast(s => s.endsWith('.sls-query') && !/^(?:source|meta|punctuation)/.test(s));
      return piece === '' || !scope ? [] : [`${piece} ${scope.slice(0, -'.sls-query'.length)}`];
    });
  });
}

const inQuery = (text: string): string => scopes(grammars.query, text).join(', ');
const inYaml = (text: string): string => scopes(grammars.yaml, text).join(', ');

describe('the grammar of queries', () => {
  for (const [text, told] of [
    [
      'verb: create AND code >= 400',
      'verb support.type.property-name, : keyword.operator.match, create string.unquoted, AND keyword.operator.logical, code support.type.property-name, >= keyword.operator.comparison, 400 constant.numeric',
    ],
    [
      'not (a or "b \\" c") #"d"',
      'not keyword.operator.logical, a string.unquoted, or keyword.operator.logical, " string.quoted.double, b string.quoted.double, \\" constant.character.escape, c string.quoted.double, " string.quoted.double, #" string.quoted.double.phrase, d string.quoted.double.phrase, " string.quoted.double.phrase',
    ],
    [
      'code in [400 500) __tag__:__path__:x*',
      'code support.type.property-name, in keyword.operator.logical, 400 constant.numeric, 500 constant.numeric, __tag__:__path__ support.type.property-name.tag, : keyword.operator.match, x string.unquoted, * keyword.operator.wildcard',
    ],
    [
      '"a | b" |\nselect count(*) as n -- why | not',
      '" string.quoted.double, a | b string.quoted.double, " string.quoted.double, | keyword.operator.pipe, select keyword.other, count support.function, * keyword.operator, as keyword.other, n variable.other, -- why | not comment.line.double-dash',
    ],
    [
      "* | select 'it''s' || \"user.username\" /* a\nb */ from log",
      "* keyword.operator.wildcard, | keyword.operator.pipe, select keyword.other, ' string.quoted.single, it string.quoted.single, '' constant.character.escape, s string.quoted.single, ' string.quoted.single, || keyword.operator, \" variable.other.quoted, user.username variable.other.quoted, \" variable.other.quoted, /* comment.block, a comment.block, b comment.block, */ comment.block, from keyword.other, log variable.other",
    ],
    [
      "* | select cast(date as bigint), date '2026-01-01', filter(a, x -> x), left(a, 1) from l left join t",
      "* keyword.operator.wildcard, | keyword.operator.pipe, select keyword.other, cast keyword.other, date variable.other, as keyword.other, bigint support.type, date storage.type, ' string.quoted.single, 2026-01-01 string.quoted.single, ' string.quoted.single, filter support.function, a variable.other, x variable.other, -> keyword.operator.arrow, x variable.other, left support.function, a variable.other, 1 constant.numeric, from keyword.other, l variable.other, left keyword.other, join keyword.other, t variable.other",
    ],
    [
      '* | where a = 1 | stats b = count(*)',
      '* keyword.operator.wildcard, | keyword.operator.pipe, where keyword.control.spl, a variable.other, = keyword.operator, 1 constant.numeric, | keyword.operator.pipe, stats keyword.control.spl, b variable.other, = keyword.operator, count support.function, * keyword.operator',
    ],
  ] as const) {
    it(text, () => assert.equal(inQuery(text), told));
  }

  it('the brackets of ranges and of quoted names look for no partner, those of groups and calls do', () => {
    const loneIn = ({ contributes }: Manifest, scope: string) =>
      contributes.grammars.find(g => g.scopeName === scope && g.unbalancedBracketScopes)!.unbalancedBracketScopes!;
    const paired = (text: string, grammar = grammars.query, lone = loneIn(manifest, 'source.sls-query')) => {
      const { tokens } = grammar.tokenizeLine(text, engine.INITIAL);
      const alone = tokens.filter(({ scopes }) => scopes.some(s => lone.some(l => `${s}.`.startsWith(`${l}.`))));
      return [...text].filter((c, i) => '()[]'.includes(c) && !alone.some(t => t.startIndex <= i && i < t.endIndex)).join('');
    };
    assert.equal(paired('(code in [400 500) or latency in (1.5e3, 2]) | select count("a(") from log where x[1] = 1'), '()()[]');
    const yaml = loneIn(readManifest(join(VSCODE, 'extensions/yaml/package.json')), 'source.yaml');
    assert.equal(paired('query: "(a) code in [400 500) | select f(1)"', grammars.yaml, yaml), '()()');
    // half written: what follows is no part of the range
    assert.equal(paired('code in [400 (verb: get)'), '()');
  });
});

/** What a small query is told to be, wherever it stands. */
const SMALL =
  'a support.type.property-name, : keyword.operator.match, b string.unquoted, | keyword.operator.pipe, select keyword.other, 1 constant.numeric';

describe('queries in YAML', () => {
  for (const [what, text] of [
    ['in double quotes', 'query: "a: b | select 1"\nafter: "c: d | select 2"'],
    ['in single quotes', "rules:\n  - name: x\n    query: 'a: b | select 1'\n    after: true"],
    ['plain', 'query: a:b | select 1\nafter: true'],
    ['plain over lines, first in a list', 'rules:\n  - query: a:b | select\n      1\n    after: true\n  - other: 2'],
    ['in a block', 'query: |\n  a: b |\n  select 1\nafter: true'],
    ['in a block that begins below the search', 'x:\n  query: >-\n    a: b\n    | select 1\n\n  after: true'],
    ['in a block, first in a list', 'rules:\n- query: |-\n    a: b | select 1\n- name: y'],
  ] as const) {
    it(`are told ${what}, and end where they end`, () => {
      const told = inYaml(text);
      assert.equal(told, what.includes('below') ? SMALL.slice(SMALL.indexOf('|')) : SMALL);
    });
  }

  it('are not seen in other languages, other keys and comments', () => {
    for (const text of [
      'query: |\n  sum(rate(http_requests_total{job="a|b"}[5m])) by (job)\n  or on () x',
      'query: sum(rate(x[5m]))',
      'query: "{ user(id: 1) { name } }"',
      'query: |\n  {app="x"} |= "error" | json\n  | line_format "{{.a}}"',
      'myquery: "a | select 1"\nquery2: a | select 1',
      '# query: a | select 1',
      'text: |\n  query: a | select 1',
    ]) {
      assert.equal(inYaml(text), '', text);
    }
  });
});
