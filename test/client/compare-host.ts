import { registerCompare } from '../../server/language/compare.ts';
import type { CompareHostMessage, CompareMessage, CompareResult } from '../../server/protocol/compare-view.ts';
import { LanguageRequests } from './language-requests.ts';

const MEMORY = { kind: 'file', uri: 'file:///audit-policy.yaml' } as const;

/** The language server's comparison behind the view. */
export class CompareHost {
  /** What the view asked besides comparisons. */
  readonly asked: CompareMessage[] = [];
  private readonly server = new LanguageRequests(registerCompare);
  private readonly before: string;
  private after: string;

  constructor(before: string, after: string) {
    this.before = before;
    this.after = after;
  }

  async answer(message: CompareMessage): Promise<readonly CompareHostMessage[]> {
    if (message.kind === 'ready') {
      const [before, after] = ['audit-policy.yaml (HEAD)', 'audit-policy.yaml'] as const;
      return [{ kind: 'sides', before, after, memory: { before: { ...MEMORY, kind: 'head' }, after: MEMORY } }, await this.result()];
    }
    this.asked.push(message);
    return [];
  }

  edit(after: string): Promise<CompareHostMessage> {
    this.after = after;
    return this.result();
  }

  private async result(): Promise<CompareHostMessage> {
    const before = { name: 'audit-policy.yaml (HEAD)', text: this.before, policy: '' };
    const after = { name: 'audit-policy.yaml', text: this.after, policy: '' };
    return { kind: 'result', result: await this.server.ask<CompareResult>('auditscope/compare', { view: 'test', before, after }) };
  }
}
